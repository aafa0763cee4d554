import type { ConfigMessage } from './haproxy-config-error.ts';
import { readConfig } from './read-config.ts';

/** What HAProxy says of a configuration. Without problems it starts. */
export interface ConfigCheck {
  readonly problems: readonly ConfigMessage[];
  readonly warnings: readonly ConfigMessage[];
}

/**
 * What `haproxy -c` says on a machine that knows no name but its own: whether HAProxy takes the configuration, whatever the model can
 * run of it.
 *
 * @param options `version` of HAProxy, e.g. `2.6`; `file`: the configuration's name in messages that speak of another line
 */
export function checkHaproxyConfig(
  text: string,
  { file, version }: { readonly file: string; readonly version: string },
): ConfigCheck {
  const { report } = readConfig(text, { version, file, resolves: () => false });
  return { problems: report.alerts, warnings: report.warnings };
}
