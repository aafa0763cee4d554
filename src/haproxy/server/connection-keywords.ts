import { isOnMachine } from '../grammar/machine-files.ts';
import { lenientInteger, parseTimer } from '../grammar/timer.ts';
import { isAddress } from './address.ts';
import { checked, needed, oneOf, refuse, type ServerKeyword, type ServerWord } from './server-keyword.ts';

const tlsVersion = oneOf(
  ['SSLv3', 'TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'],
  (value) => `'${value}' : unknown ssl/tls version.`,
);

/** Words of a `server` line on how HAProxy talks with it: TLS, protocols, idle connections (haproxy 2.6: src/server.c, src/cfgparse-ssl.c). */
export const connectionKeywords: readonly (readonly [string, ServerKeyword])[] = [
  ['ssl', () => ({ tls: true })],
  ['no-ssl', () => ({ tls: false })],
  ['check-ssl', () => ({ tls: true })],
  ['verify', ({ value }) => ({ verifiesTls: verifies(value) })],
  ['ca-file', caFile],
  ['alpn', present("'alpn' : missing the comma-delimited ALPN protocol suite.")],
  ['ciphers', present("'ciphers' : missing cipher suite.")],
  ['ssl-min-ver', tlsVersion],
  ['ssl-max-ver', tlsVersion],
  ['proto', multiplexer('proto')],
  ['check-proto', multiplexer('check-proto')],
  ['ws', oneOf(['auto', 'h1', 'h2'], () => "'ws' has to be 'auto', 'h1' or 'h2'.")],
  [
    'log-proto',
    oneOf(
      ['legacy', 'octet-count'],
      (value) => `'log-proto' expects one of 'legacy' or 'octet-count' but got '${value}'.`,
    ),
  ],
  ['resolve-prefer', oneOf(['ipv4', 'ipv6'], () => "'resolve-prefer' expects either ipv4 or ipv6 as argument..")],
  ['resolve-opts', resolveOptions],
  ['pool-max-conn', poolSize],
  ['pool-purge-delay', purgeDelay],
  ['pool-low-conn', checked(needed('pool-low-conn', '<value>'))],
  ['max-reuse', checked(needed('max-reuse', '<value>'))],
  ['socks4', checked(needed('socks4', '<addr>:<port>'))],
  ['proxy-v2-options', proxyOptions],
  ['resolve-net', checked(networks)],
  ['agent-send', checked(needed('agent-send', 'a string'))],
  ['tcp-ut', userTimeout],
  ['source', source],
  ['namespace', namespace],
];

function present(missing: string): ServerKeyword {
  return ({ value }) => (value === '' ? refuse(missing) : {});
}

function verifies(method: string): boolean {
  if (method === 'none' || method === 'required') return method === 'required';
  return refuse(`'verify' : unknown verify method '${method}', only 'none' and 'required' are supported.`);
}

function caFile({ value }: ServerWord): { readonly hasCaFile: true } {
  if (!isOnMachine(value)) refuse(`Couldn't open the ca-file '${value}' (No such file or directory).`);
  return { hasCaFile: true };
}

function multiplexer(name: string): ServerKeyword {
  return oneOf(['h1', 'h2', 'fcgi', 'none'], (value) => `'${name}' :  unknown MUX protocol '${value}'.`);
}

function resolveOptions({ value }: ServerWord): Record<string, never> {
  const strange = value
    .split(',')
    .find((option) => !['allow-dup-ip', 'ignore-weight', 'prevent-dup-ip'].includes(option));
  if (strange === undefined) return {};
  return refuse(
    `'resolve-opts' : unknown resolve-opts option '${strange}', supported methods are 'allow-dup-ip', 'ignore-weight', and 'prevent-dup-ip'..`,
  );
}

/** −1 = without bound. */
function poolSize(word: ServerWord): Record<string, never> {
  const size = lenientInteger(needed('pool-max-conn', '<value>')(word));
  return size < -1 ? refuse("'pool-max-conn' must be >= -1.") : {};
}

function purgeDelay(word: ServerWord): Record<string, never> {
  const timer = parseTimer(needed('pool-purge-delay', '<value>')(word));
  if (timer.kind !== 'unexpected') return {};
  return refuse(`unexpected character '${timer.char}' in argument to <pool-purge-delay>..`);
}

function userTimeout({ value }: ServerWord): Record<string, never> {
  return parseTimer(value).kind === 'time' ? {} : refuse("'tcp-ut' : expects a positive delay in milliseconds.");
}

function source({ value }: ServerWord): { readonly hasSource: true } {
  if (value !== '') return { hasSource: true };
  return refuse(
    "'source' expects <addr>[:<port>[-<port>]], and optionally 'usesrc' <addr>, and 'interface' <name> as argument..",
  );
}

const proxyOptionNames = 'ssl cert-cn cert-key cert-sig ssl-cipher authority crc32c unique-id'.split(' ');

function proxyOptions({ value }: ServerWord): Record<string, never> {
  const strange = value.split(',').find((option) => !proxyOptionNames.includes(option));
  return strange === undefined ? {} : refuse(`'${strange}' : proxy v2 option not implemented.`);
}

function networks({ value }: ServerWord): void {
  if (value === '') refuse("'resolve-net' expects a list of networks..");
  const strange = value.split(',').find((network) => !isAddress(network.replace(/\/\d+$/, '')));
  if (strange !== undefined) refuse(`'resolve-net' invalid network '${strange}'..`);
}

/** `*` = that of the connection; a simulated machine has no others. */
function namespace({ value }: ServerWord): Record<string, never> {
  if (value === '*') return {};
  return refuse(value === '' ? "'namespace' : expects <name> as argument." : `Cannot open namespace '${value}'.`);
}
