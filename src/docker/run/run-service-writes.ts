import type { Service, ServiceMode, ServiceSpec } from '../../swarm/objects/service.ts';
import { CommandFailure } from '../command-failure.ts';
import { inventName } from '../invented-names.ts';
import { changeService } from '../syntax/service/change-service.ts';
import type { ServiceRemove, ServiceRollback, ServiceScale } from '../syntax/service/service-commands.ts';
import type { ServiceCreate } from '../syntax/service/service-create.ts';
import { common, updateOnly } from '../syntax/service/service-flags.ts';
import type { ServiceUpdate } from '../syntax/service/service-update.ts';
import { checkImageName } from '../syntax/values/image.ts';
import type { Awaited } from './await-services.ts';
import { warnOfUnknownImage } from './image-warning.ts';
import type { ManagerSession } from './session.ts';
import { engineFailure, forEachArgument, refusalText } from './session.ts';

/** The commands that change services. */

export function createService(form: ServiceCreate, session: ManagerSession): Awaited | null {
  const name = form.spec.name === '' ? inventName(session.host.random) : form.spec.name;
  const networks = form.spec.task.networks.map((network) => networkName(session, network));
  const spec: ServiceSpec = { ...form.spec, name, task: { ...form.spec.task, networks } };
  refuseSecrets(spec);
  const service = session.control.createService(spec);
  if (form.resolveImage) warnOfUnknownImage(session, spec.task.container.image);
  session.terminal.print(service.id);
  return form.detach ? null : { services: [service.id], quiet: form.quiet, named: false };
}

export function updateService(form: ServiceUpdate, session: ManagerSession): Awaited | null {
  const service = session.control.findService(form.service);
  if (form.rollback) rollBack(service, session);
  else {
    const spec = changeService(service.spec, form.flags, (network) => networkName(session, network));
    refuseSecrets(spec);
    checkImageName(spec.task.container.image);
    session.control.updateService(service.id, service.version, spec);
    const resolves = form.flags.isGiven(updateOnly.image) && form.flags.last(common.noResolveImage) !== true;
    if (resolves) warnOfUnknownImage(session, spec.task.container.image);
  }
  session.terminal.print(form.service);
  return form.detach ? null : { services: [form.service], quiet: form.quiet, named: false };
}

export function rollbackService(form: ServiceRollback, session: ManagerSession): Awaited | null {
  rollBack(session.control.findService(form.service), session);
  session.terminal.print(form.service);
  return form.detach ? null : { services: [form.service], quiet: form.quiet, named: false };
}

function rollBack(service: Service, session: ManagerSession): void {
  session.control.updateService(service.id, service.version, service.spec, { rollback: 'previous' });
}

export function scaleServices(form: ServiceScale, session: ManagerSession): Awaited | null {
  const scaled: string[] = [];
  for (const { service: argument, replicas } of form.targets) {
    try {
      const service = session.control.findService(argument);
      const spec = { ...service.spec, mode: scaledMode(service.spec.mode, replicas) };
      session.control.updateService(service.id, service.version, spec);
      session.terminal.print(`${argument} scaled to ${replicas}`);
      scaled.push(argument);
    } catch (error) {
      session.terminal.fail(`${argument}: ${refusalText(error)}`);
    }
  }
  return form.detach ? null : { services: scaled, quiet: false, named: true };
}

function scaledMode(mode: ServiceMode, replicas: number): ServiceMode {
  if (mode.kind === 'replicated') return { ...mode, replicas };
  if (mode.kind === 'replicated-job') return { ...mode, totalCompletions: replicas };
  throw new CommandFailure('scale can only be used with replicated or replicated-job mode');
}

export function removeServices(form: ServiceRemove, session: ManagerSession): void {
  forEachArgument(session, form.services, (argument) => {
    session.control.removeService(session.control.findService(argument).id);
    session.terminal.print(argument);
  });
}

function networkName(session: ManagerSession, argument: string): string {
  const network = session.swarm.networks.find(argument);
  if (network === null) throw engineFailure(`network ${argument} not found`);
  return network.name;
}

/** There are no secrets and configs to be had here, so that every name is an unknown one. */
function refuseSecrets({ task }: ServiceSpec): void {
  const { secrets, configs } = task.container;
  if (secrets[0] !== undefined) throw new CommandFailure(`secret not found: ${secrets[0]}`);
  if (configs[0] !== undefined) throw new CommandFailure(`config not found: ${configs[0]}`);
}
