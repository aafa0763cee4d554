import { LookupError } from '../../swarm/control/control-error.ts';
import type { Service } from '../../swarm/objects/service.ts';
import { CommandFailure } from '../command-failure.ts';
import { serviceTypes } from '../engine-json/object-types.ts';
import { serviceJson } from '../engine-json/service-json.ts';
import { servicePretty } from '../show/service-pretty.ts';
import { serviceTable } from '../show/service-table.ts';
import type { ServiceInspect, ServiceList, ServiceTasks } from '../syntax/service/service-commands.ts';
import type { ServiceLogs } from '../syntax/service/service-logs.ts';
import type { Filter } from '../syntax/values/filter.ts';
import { compareNatural } from '../text/natural-order.ts';
import { shortId } from '../text/wording.ts';
import type { FilterKind } from './filters.ts';
import { applyFilters, hasLabel } from './filters.ts';
import { type Inspected, printInspected } from './inspect-objects.ts';
import { printTasks } from './print-tasks.ts';
import type { ManagerSession } from './session.ts';

/** The commands that only look at services. */

const listFilters: ReadonlyMap<string, FilterKind<Service>> = new Map<string, FilterKind<Service>>([
  [
    'id',
    (value) =>
      ({ id }) =>
        id.startsWith(value),
  ],
  [
    'name',
    (value) =>
      ({ spec }) =>
        spec.name.startsWith(value),
  ],
  [
    'label',
    (value) =>
      ({ spec }) =>
        hasLabel(spec.labels, value),
  ],
  [
    'mode',
    (value) =>
      ({ spec }) =>
        spec.mode.kind === value,
  ],
  ['runtime', (value) => () => value === 'container'],
]);

export function listServices(form: ServiceList, session: ManagerSession): void {
  printServices(session, servicesShown(session, form.filters), form);
}

/** By name. */
export function servicesShown({ control }: ManagerSession, filters: readonly Filter[]): Service[] {
  return applyFilters(control.listServices(), filters, listFilters).sort((a, b) =>
    compareNatural(a.spec.name, b.spec.name),
  );
}

export function printServices(
  session: ManagerSession,
  services: readonly Service[],
  form: { readonly quiet: boolean; readonly format: string },
): void {
  if (form.quiet) {
    for (const { id } of services) session.terminal.print(shortId(id));
    return;
  }
  const rows = services.map((service) => ({ service, status: session.control.serviceStatus(service.id) }));
  session.terminal.write(serviceTable(rows, form.format));
}

export function listServiceTasks(form: ServiceTasks, session: ManagerSession): void {
  const missing: string[] = [];
  const serviceIds: string[] = [];
  for (const argument of form.services) {
    const service = findOrNull(session, argument);
    if (service === null) missing.push(`no such service: ${argument}`);
    else serviceIds.push(service.id);
  }
  if (serviceIds.length > 0) printTasks(session, session.control.listTasks({ serviceIds }), form.listing);
  if (missing.length > 0) session.terminal.fail(missing.join('\n'));
}

export function inspectServices(form: ServiceInspect, session: ManagerSession): void {
  const find = (name: string): Service => {
    const service = findOrNull(session, name);
    if (service === null) throw new CommandFailure(`Error: no such service: ${name}`);
    return service;
  };
  if (!form.pretty) {
    printInspected(session, form.services, form.format, (name) => inspectedService(session, find(name)));
    return;
  }
  // The pretty form is printed as a whole or not at all, and ends at the first name that is unknown.
  for (const service of form.services.map(find)) session.terminal.write(servicePretty(service, session.nowMs));
}

export function inspectedService({ swarm, host }: ManagerSession, service: Service): Inspected {
  return [serviceJson(service, host.startUnixMs, true, swarm.networks.idOf), serviceTypes];
}

/** Simulated containers print nothing: what can be seen is whether there is such a service or task. */
export function showLogs({ of }: ServiceLogs, session: ManagerSession): void {
  const isTask = of !== '' && session.control.listTasks({}).some(({ id }) => id.startsWith(of));
  if (findOrNull(session, of) === null && !isTask) throw new CommandFailure(`no such task or service: ${of}`);
}

/** Several matches are an error of their own. */
function findOrNull(session: ManagerSession, argument: string): Service | null {
  try {
    return session.control.findService(argument);
  } catch (error) {
    if (error instanceof LookupError && error.matches === 0) return null;
    throw error;
  }
}
