import type { NodeRole } from '../../swarm/objects/node.ts';
import type { SwarmInit, SwarmJoin, SwarmJoinToken, SwarmLeave, SwarmUpdate } from '../syntax/swarm/swarm-commands.ts';
import { swarmPort } from '../syntax/values/addresses.ts';
import type { ManagerSession, Session } from './session.ts';
import { asManager, engineFailure } from './session.ts';

/** moby `daemon/cluster` errSwarmExists. */
const alreadyMember =
  'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.';

export function initSwarm(form: SwarmInit, session: Session): void {
  if (session.host.membership !== null) throw engineFailure(alreadyMember);
  session.host.initSwarm(form);
  const manager = asManager(session);
  session.terminal.print(`Swarm initialized: current node (${manager.membership.nodeId}) is now a manager.\n`);
  printJoinCommand(manager, 'worker');
  session.terminal.print(
    "To add a manager to this swarm, run 'docker swarm join-token manager' and follow the instructions.",
  );
}

/** `done` is called when the machine is a member, or was refused by the swarm (which is printed). */
export function joinSwarm(form: SwarmJoin, session: Session, done: () => void): void {
  if (session.host.membership !== null) throw engineFailure(alreadyMember);
  const remote = form.remote.includes(':') ? form.remote : `${form.remote}:${swarmPort}`;
  session.host.joinSwarm({ token: form.token, remote, availability: form.availability }, (refusal) => {
    if (refusal !== '') session.terminal.fail(engineFailure(refusal).message);
    else {
      const role: NodeRole = session.host.membership?.isManager === true ? 'manager' : 'worker';
      session.terminal.print(`This node joined a swarm as a ${role}.`);
    }
    done();
  });
}

/** moby `daemon/cluster/swarm.go` Leave. */
export function leaveSwarm(form: SwarmLeave, session: Session): void {
  const { host, terminal } = session;
  if (host.membership === null) throw engineFailure('This node is not part of a swarm');
  if (host.membership.isManager && !form.force) throw engineFailure(managersStay(asManager(session)));
  host.leaveSwarm();
  terminal.print('Node left the swarm.');
}

function managersStay({ control }: ManagerSession): string {
  const managers = control.listNodes().flatMap(({ managerStatus }) => (managerStatus === null ? [] : [managerStatus]));
  const reachable = managers.filter(({ reachability }) => reachability === 'reachable').length;
  const unreachable = managers.length - reachable;
  const attempt = 'You are attempting to leave the swarm on a node that is participating as a manager. ';
  if (reachable === 1 && unreachable === 0) {
    return `${attempt}Removing the last manager erases all current state of the swarm. Use \`--force\` to ignore this message. `;
  }
  // A manager that cannot ask the others says nothing of them.
  const losesQuorum = control.commits && reachable - 2 <= unreachable;
  const loss = losesQuorum
    ? `Removing this node leaves ${reachable - 1} managers out of ${managers.length}. Without a Raft quorum your swarm will be inaccessible. `
    : '';
  return `${attempt}${loss}The only way to restore a swarm that has lost consensus is to reinitialize it with \`--force-new-cluster\`. Use \`--force\` to suppress this message.`;
}

export function showJoinToken(form: SwarmJoinToken, session: ManagerSession): void {
  const { tokens } = session.swarm;
  if (form.rotate) {
    tokens.rotate(form.role);
    if (!form.quiet) session.terminal.print(`Successfully rotated ${form.role} join token.\n`);
  }
  if (form.quiet) session.terminal.print(tokens.of(form.role));
  else printJoinCommand(session, form.role);
}

function printJoinCommand(session: ManagerSession, role: NodeRole): void {
  const { managerStatus } = session.control.getNode(session.membership.nodeId);
  if (managerStatus === null) return;
  const token = session.swarm.tokens.of(role);
  session.terminal.print(
    `To add a ${role} to this swarm, run the following command:\n\n    docker swarm join --token ${token} ${managerStatus.addr}\n`,
  );
}

export function updateSwarm(form: SwarmUpdate, session: ManagerSession): void {
  const { settings } = session.control;
  session.control.updateSettings({
    taskHistoryLimit: form.taskHistoryLimit ?? settings.taskHistoryLimit,
    heartbeatPeriodMs: form.heartbeatPeriodMs ?? settings.heartbeatPeriodMs,
  });
  session.terminal.print('Swarm updated.');
}
