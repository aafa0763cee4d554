import type { RequestRule } from '../../traffic/spec.ts';
import type { Report } from '../grammar/report.ts';
import type { AnswerRule, ProxySection } from '../proxy/proxy.ts';
import { toRequestCondition } from './to-request-condition.ts';

const terminations = { deny: 'PR', tarpit: 'PT', return: 'LR', redirect: 'LR' } as const;

/** The rules with which a section answers by itself; those whose conditions the model cannot decide are left out with a warning. */
export function toRequestRules(proxy: ProxySection, report: Report): RequestRule[] {
  if (proxy.mode !== 'http') return [];
  return proxy.answerRules.flatMap((rule) => {
    const made = toRule(rule, proxy);
    if (made === null)
      report.leaveOut(rule.line, `${rule.line.word(0)} ${rule.action} with a condition on what requests do not have`);
    return made ?? [];
  });
}

function toRule({ action, status, condition: written }: AnswerRule, { timeouts }: ProxySection): RequestRule | null {
  const condition = toRequestCondition(written);
  if (condition === null) return null;
  if (action === 'allow') return { kind: 'allow', condition };
  const afterMs = action === 'tarpit' ? timeouts.get('tarpit') || timeouts.get('connect') || 0 : 0;
  return { kind: 'answer', status, afterMs, termination: terminations[action], condition };
}
