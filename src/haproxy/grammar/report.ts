import type { ConfigMessage } from '../haproxy-config-error.ts';
import type { ConfigLine } from './config-line.ts';

/** What is said about a configuration while it is read. */
export class Report {
  /** HAProxy does not start. */
  readonly alerts: ConfigMessage[] = [];
  /** HAProxy starts, and says so. */
  readonly warnings: ConfigMessage[] = [];
  /** HAProxy does it, the model does not. */
  readonly notModelled: ConfigMessage[] = [];
  /** Keywords that change nothing that the model knows. */
  readonly withoutEffect: { readonly line: number; readonly keyword: string }[] = [];

  /** `at` = the word that is wrong. */
  alert(line: ConfigLine, message: string, at = 0): void {
    this.alerts.push({ line: line.number, column: line.column(at), message });
  }

  warn(line: ConfigLine, message: string): void {
    this.warnings.push({ line: line.number, column: line.column(0), message });
  }

  leaveOut(line: ConfigLine, message: string): void {
    this.notModelled.push({ line: line.number, column: line.column(0), message });
  }

  noEffect(line: ConfigLine, keyword: string): void {
    this.withoutEffect.push({ line: line.number, keyword });
  }
}
