import { isIpAddress } from './addresses.ts';

/** Checks of flags that name hosts; nothing of it is simulated. Source: docker/cli `opts`. */

export function checkIpAddress(text: string): string {
  if (!isIpAddress(text.trim())) throw new Error(`IP address is not correctly formatted: ${text}`);
  return text.trim();
}

export function checkDnsSearch(text: string): string {
  const domain = text.trim();
  if (domain !== '.' && (!/[a-zA-Z]/.test(domain) || !/^[a-zA-Z0-9][a-zA-Z0-9.-]*$/.test(domain))) {
    throw new Error(`${domain} is not a valid domain`);
  }
  return domain;
}

export function checkExtraHost(text: string): string {
  const [, host = '', address = ''] = /^([^:=]+)[:=](.+)$/.exec(text) ?? [];
  if (host === '') throw new Error(`bad format for add-host: "${text}"`);
  if (address !== 'host-gateway' && !isIpAddress(address.replace(/^\[(.*)\]$/, '$1'))) {
    throw new Error(`invalid IP address in add-host: "${address}"`);
  }
  return text;
}

export function checkCredentialSpec(text: string): string {
  if (text !== '' && !/^(config|file|registry):\/\//.test(text)) {
    throw new Error('invalid credential spec: value must be prefixed with "config://", "file://", or "registry://"');
  }
  return text;
}
