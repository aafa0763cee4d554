import type { ControlError } from '../../swarm/control/control-error.ts';
import type { Access } from '../../swarm/raft/ask-managers.ts';
import type { DockerHost } from '../host.ts';
import type { CommandForm } from '../syntax/commands.ts';
import { refusalText } from './session.ts';

/** What a command wants of the managers' store; the others are answered by the engine alone. */
const accessOf: ReadonlyMap<CommandForm['kind'], Access> = new Map<CommandForm['kind'], Access>([
  ['info', 'read'],
  ['swarm join-token', 'read'],
  ['swarm update', 'write'],
  ['network create', 'write'],
  ['inspect', 'read'],
  ['network inspect', 'read'],
  ['network ls', 'read'],
  ['network rm', 'write'],
  ['service create', 'write'],
  ['service update', 'write'],
  ['service scale', 'write'],
  ['service rollback', 'write'],
  ['service rm', 'write'],
  ['service ls', 'read'],
  ['service ps', 'read'],
  ['service inspect', 'read'],
  ['node ls', 'read'],
  ['node ps', 'read'],
  ['node inspect', 'read'],
  ['node update', 'write'],
  ['node rm', 'write'],
  ['node promote', 'write'],
  ['node demote', 'write'],
  ['stack deploy', 'write'],
  ['stack ls', 'read'],
  ['stack ps', 'read'],
  ['stack services', 'read'],
  ['stack rm', 'write'],
]);

/** Calls back once the command's request has got through, or with the managers' refusal. */
export function askManagers(form: CommandForm, host: DockerHost, then: (refusal: ControlError | null) => void): void {
  const access = accessOf.get(form.kind);
  const { membership } = host;
  if (access === undefined || membership === null || !membership.isManager) then(null);
  else membership.ask(access, then);
}

/** How the client shows that the managers do not answer. */
export function refusalLines(form: CommandForm, refusal: ControlError): string[] {
  const text = refusalText(refusal);
  return form.kind === 'service scale' ? form.targets.map(({ service }) => `${service}: ${text}`) : [text];
}
