import type { ConfigLine } from './grammar/config-line.ts';
import type { Report } from './grammar/report.ts';
import type { HaproxyConfig } from './haproxy-config.ts';
import { readLogFormat } from './proxy/log-format.ts';
import { called, hasBackend, hasFrontend, type ProxySection } from './proxy/proxy.ts';
import { RuleError } from './proxy/read-expression.ts';
import { checkReferences } from './proxy/sample-references.ts';
import { checkServers } from './server/check-servers.ts';

/** What HAProxy finds once the whole file is read (haproxy 2.6: src/cfgparse.c, `check_config_validity`). */
export function checkConfig(config: HaproxyConfig, report: Report, file: string): void {
  for (const proxy of config.proxies) {
    checkBackends(proxy, config, report, file);
    checkRules(proxy, report);
    checkStickTables(proxy, config, report);
    checkMailers(proxy, config, report);
    checkExternalCheck(proxy, config, report);
    checkReferences(proxy.references, proxy, config.proxies, report);
    checkTimeouts(proxy, report);
    const logs = proxy.log === 'own' || (proxy.log === 'global' && config.global.hasLog);
    if (proxy.logsTraffic && proxy.kind !== 'backend' && !logs)
      report.warn(proxy.line, `log format ignored for ${called(proxy)} since it has no log address.`);
    if (hasBackend(proxy)) checkServers(proxy, config, report, file);
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
    if (name.includes('%[')) {
      checkSampledName(name, line, report);
      continue;
    }
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

function checkSampledName(name: string, line: ConfigLine, report: Report): void {
  try {
    readLogFormat(name);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    report.alert(line, `failed to parse use_backend rule '${name}' : ${error.message}`, 1);
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

function checkMailers({ name, kind, emailAlert }: ProxySection, config: HaproxyConfig, report: Report): void {
  const [first] = emailAlert.values();
  const mailers = emailAlert.get('mailers');
  if (first === undefined) return;
  if (mailers === undefined || !emailAlert.has('from') || !emailAlert.has('to')) {
    report.warn(
      first,
      `'email-alert' will be ignored for ${kind === 'listen' ? 'proxy' : kind} '${name}' (the presence any of 'email-alert from', ` +
        "'email-alert level' 'email-alert mailers', 'email-alert myhostname', or 'email-alert to' " +
        "requires each of 'email-alert from', 'email-alert mailers' and 'email-alert to' to be present).",
    );
  } else if (!config.mailers.includes(mailers.word(2)))
    report.alert(mailers, `Proxy '${name}': unable to find mailers '${mailers.word(2)}'.`, 2);
}

function checkExternalCheck(proxy: ProxySection, { global }: HaproxyConfig, report: Report): void {
  if (!proxy.usesExternalCheck) return;
  const says = `Proxy '${proxy.name}' : 'option external-check' unable to find required`;
  if (!global.allowsExternalChecks) report.alert(proxy.line, `${says} 'global.external-check'.`);
  if (!proxy.hasCheckCommand) report.alert(proxy.line, `${says} 'external-check command'.`);
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
