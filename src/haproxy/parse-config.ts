import type { BalancerSpec } from '../traffic/spec.ts';
import { type ConfigMessage, HaproxyConfigError } from './haproxy-config-error.ts';
import { readConfig } from './read-config.ts';
import { toBackends } from './run/to-backends.ts';
import { toFrontends } from './run/to-frontends.ts';
import { looksLikeBadAddress } from './server/address.ts';

export interface ParseOptions {
  /** Name of the file in messages that speak of another line of it. */
  readonly file: string;
  /** Of HAProxy, e.g. `2.6`: before 2.1 `rspadd` works, from 2.1 on it is refused. */
  readonly version: string;
  readonly name: string;
  readonly publish: BalancerSpec['publish'];
  readonly startMs: number;
  /** Default: `null`, it stays. */
  readonly stopMs?: number | null;
}

/** What a run should know about a line of the configuration. */
export interface ConfigWarning {
  readonly line: number;
  readonly message: string;
}

/**
 * Reads a `haproxy.cfg`: accepted and refused as HAProxy does. What HAProxy does and the model does not is named in a warning.
 *
 * @throws {HaproxyConfigError} with all that HAProxy, or the model, cannot run with
 */
export function parseHaproxyConfig(
  text: string,
  options: ParseOptions,
): { readonly spec: BalancerSpec; readonly warnings: readonly ConfigWarning[] } {
  // Which machines there are, the scenario knows.
  const resolves = (host: string) => !looksLikeBadAddress(host);
  const { config, report } = readConfig(text, { version: options.version, file: options.file, resolves });
  if (report.alerts.length > 0) throw new HaproxyConfigError(options.file, inOrder(report.alerts));
  const { name, version, publish, startMs, stopMs = null } = options;
  const spec: BalancerSpec = {
    name,
    version,
    publish,
    startMs,
    stopMs,
    checkPace: { spreadPercent: config.global.spreadPercent, maxSpreadMs: config.global.maxSpreadMs },
    frontends: toFrontends(config, report),
    backends: toBackends(config, report),
  };
  if (report.alerts.length > 0) throw new HaproxyConfigError(options.file, inOrder(report.alerts));
  const leftOut = report.notModelled.map(({ line, message }) => ({
    line,
    message: `${message} is not modelled: it has no effect here`,
  }));
  return {
    spec,
    warnings: [...report.warnings, ...leftOut, ...effectless(report.withoutEffect)].sort((a, b) => a.line - b.line),
  };
}

/** One warning for all keywords that have nothing to change in a simulation. */
function effectless(found: readonly { readonly line: number; readonly keyword: string }[]): ConfigWarning[] {
  const [first] = found;
  if (first === undefined) return [];
  const keywords = [...new Set(found.map(({ keyword }) => keyword))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return [{ line: first.line, message: `nothing to simulate in: ${keywords.join(', ')}` }];
}

function inOrder(messages: readonly ConfigMessage[]): ConfigMessage[] {
  return [...messages].sort((a, b) => a.line - b.line);
}
