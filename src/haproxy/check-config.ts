import type { Report } from './grammar/report.ts';
import type { HaproxyConfig } from './haproxy-config.ts';
import { called, hasBackend, hasFrontend, type ProxySection } from './proxy/proxy.ts';
import { checkReferences } from './proxy/sample-references.ts';
import { checkServers } from './server/check-servers.ts';

/** What HAProxy finds once the whole file is read (haproxy 2.6: src/cfgparse.c, `check_config_validity`). */
export function checkConfig(config: HaproxyConfig, report: Report, file: string): void {
  for (const proxy of config.proxies) {
    checkBackends(proxy, config, report, file);
    checkRules(proxy, report);
    checkStickTables(proxy, config, report);
    checkReferences(proxy.references, proxy, config.proxies, report);
    checkTimeouts(proxy, report);
    const logs = proxy.log === 'own' || (proxy.log === 'global' && config.global.hasLog);
    if (proxy.logsTraffic && proxy.kind !== 'backend' && !logs)
      report.warn(proxy.line, `log format ignored for ${called(proxy)} since it has no log address.`);
    if (hasBackend(proxy)) checkServers(proxy, config, report);
  }
  if (!config.global.allowsWarnings && report.warnings.length > 0 && report.alerts.length === 0) {
    report.alerts.push({
      line: 0,
      column: 0,
      message: "Some warnings were found and 'zero-warning' is set. Aborting.",
    });
  }
  const listens = config.proxies.some((proxy) => hasFrontend(proxy) && !proxy.disabled && proxy.ports.length > 0);
  if (!listens && report.alerts.length === 0) {
    report.alerts.push({
      line: 0,
      column: 0,
      message: 'Configuration file has no error but will not start (no listener) => exit(2).',
    });
  }
}

function checkBackends(proxy: ProxySection, { proxies }: HaproxyConfig, report: Report, file: string): void {
  const find = (name: string) => proxies.find((other) => other.name === name && hasBackend(other));
  const targets = [
    ...proxy.backendRules.map(({ backend, line }) => ({ name: backend, line, keyword: 'use_backend' })),
    ...(proxy.defaultBackend === null ? [] : [{ ...proxy.defaultBackend, keyword: 'default_backend' }]),
  ];
  for (const { name, line, keyword } of targets) {
    // A name made from a sample is looked for when a request comes.
    if (name.includes('%[')) continue;
    const backend = find(name);
    if (backend === undefined)
      report.alert(line, `Proxy '${proxy.name}': unable to find required ${keyword}: '${name}'.`, 1);
    else if (proxy.mode === 'http' && backend.mode === 'tcp') {
      const role = keyword === 'default_backend' ? 'as its default backend' : "in a 'use_backend' rule";
      report.alert(
        line,
        `http ${called(proxy)} (${file}:${proxy.line.number}) tries to use incompatible tcp ${called(backend)} ` +
          `(${file}:${backend.line.number}) ${role} (see 'mode').`,
        1,
      );
    }
  }
}

function checkRules(proxy: ProxySection, report: Report): void {
  for (const { name, line } of proxy.usedServers) {
    if (!proxy.servers.some((server) => server.name === name))
      report.alert(line, `${called(proxy)} : unable to find server '${name}' referenced in a 'use-server' rule.`, 1);
  }
  const [httpRule] = proxy.httpCheckRules;
  if (httpRule !== undefined && proxy.httpCheck === null)
    report.warn(httpRule, `${called(proxy)} uses http-check rules without 'option httpchk', so the rules are ignored.`);
  const [tcpRule] = proxy.tcpCheckRules;
  if (tcpRule !== undefined && !proxy.usesTcpCheck)
    report.warn(tcpRule, `${called(proxy)} uses tcp-check rules without 'option tcp-check', so the rules are ignored.`);
}

function checkStickTables(proxy: ProxySection, { proxies }: HaproxyConfig, report: Report): void {
  for (const line of proxy.usesStickTable) {
    const name = line.word(3) === 'table' ? line.word(4) : proxy.name;
    if (proxies.some((other) => other.name === name && other.hasStickTable)) continue;
    report.alert(
      line,
      `Proxy '${proxy.name}': unable to find stick-table '${name}'.`,
      line.word(3) === 'table' ? 4 : 0,
    );
  }
}

function checkTimeouts(proxy: ProxySection, report: Report): void {
  const lacks = (name: string) => (proxy.timeouts.get(name) ?? 0) === 0;
  const frontend = hasFrontend(proxy) && lacks('client');
  const backend =
    hasBackend(proxy) &&
    proxy.servers.length > 0 &&
    (lacks('connect') || (lacks('server') && (proxy.mode === 'http' || lacks('tunnel'))));
  if (frontend || backend) report.warn(proxy.line, `missing timeouts for ${called(proxy)}.`);
}
