import type { Report } from '../grammar/report.ts';
import type { HaproxyConfig } from '../haproxy-config.ts';
import { called, hasBackend, type ProxySection } from '../proxy/proxy.ts';
import { isAddress } from './address.ts';
import type { Server } from './server.ts';

/** What HAProxy finds about a backend's servers once the whole file is read. */
export function checkServers(proxy: ProxySection, config: HaproxyConfig, report: Report, file: string): void {
  for (const [index, server] of proxy.servers.entries()) {
    const prefix = `'server ${proxy.name}/${server.name}' : `;
    checkNames(server, proxy.servers.slice(0, index), proxy, report, file);
    if (server.resolvers !== null && !config.resolvers.includes(server.resolvers)) {
      const where = `${called(proxy)}, server '${server.name}'`;
      report.alert(server.line, `${where}: unable to find required resolvers '${server.resolvers}'`);
    }
    const problem = problemWith(server, config) ?? trackProblem(server, proxy, config);
    if (problem !== null) report.alert(server.line, `${prefix}${problem}`, 1);
    if (server.check && server.port === 0 && server.checkPort === 0 && !isSocket(server))
      report.alert(
        server.line,
        `${called(proxy)}: server '${server.name}' has neither service port nor check port.`,
        1,
      );
  }
}

function checkNames(
  server: Server,
  before: readonly Server[],
  proxy: ProxySection,
  report: Report,
  file: string,
): void {
  const twin = before.find(({ name }) => name === server.name);
  if (twin !== undefined) {
    const where = `another server named '${server.name}' was already defined at line ${twin.line.number}`;
    report.alert(server.line, `${called(proxy)}, ${where}, please use distinct names.`, 1);
  }
  const sameId = server.id === null ? undefined : before.find(({ id }) => id === server.id);
  if (sameId !== undefined)
    report.alert(
      server.line,
      `'server ${proxy.name}/${server.name}' : 'id' : custom id ${server.id} already used at ${file}:${sameId.line.number} ('server ${sameId.name}').`,
      1,
    );
}

function isFound(host: string, { resolves }: HaproxyConfig): boolean {
  return isAddress(host) || host === 'localhost' || resolves(host);
}

function problemWith(server: Server, config: HaproxyConfig): string | null {
  const { global } = config;
  if (!isSocket(server) && !server.startsUnresolved && !isFound(server.host, config))
    return `could not resolve address '${server.host}'.`;
  if (server.agentCheck && (server.hasAgentPort ? server.agentPort : server.checkPort) === 0)
    return `server ${server.name} does not have agent port. Agent check has been disabled.`;
  if (server.tls && server.verifiesTls && global.verifiesTls && !server.hasCaFile)
    return (
      "verify is enabled by default but no CA file specified. If you're running on a LAN where you're certain to trust the server's " +
      "certificate, please set an explicit 'verify none' statement on the 'server' line, or use 'ssl-server-verify none' in the global " +
      'section to disable server-side verifications by default.'
    );
  return null;
}

function trackProblem(server: Server, proxy: ProxySection, { proxies }: HaproxyConfig): string | null {
  if (server.track === null) return null;
  const slash = server.track.indexOf('/');
  const [backendName, name] =
    slash < 0 ? [proxy.name, server.track] : [server.track.slice(0, slash), server.track.slice(slash + 1)];
  const backend = proxies.find((other) => other.name === backendName && hasBackend(other));
  if (backend === undefined) return `unable to find required proxy '${backendName}' for tracking.`;
  const tracked = backend.servers.find((other) => other.name === name);
  if (tracked === undefined) return `unable to find required server '${name}' for tracking.`;
  if (tracked === server)
    return `unable to track ${backendName}/${name} as it belongs to a tracking chain looping back to ${backendName}/${name}.`;
  if (server.check) return 'unable to enable checks and tracking at the same time!';
  if (!tracked.check && !tracked.agentCheck && tracked.track === null)
    return `unable to use ${backendName}/${name} for tracking as it does not have any check nor agent enabled.`;
  return null;
}

function isSocket({ host }: Server): boolean {
  return host.startsWith('/') || host.includes('@');
}
