import { type Stack, stackOfFile } from '../docker/stack/stack.ts';
import { stackLabel } from '../docker/stack/stack-labels.ts';
import type { OverlayNetwork } from '../simulation/scenario.ts';
import type { ServiceSpec } from '../simulation/vocabulary.ts';
import type { ComposeFiles } from './compose-files.ts';
import type { ProblemList } from './problem-list.ts';

/** What is there at time 0 as if a stack had been deployed. */
export interface DeployedStack {
  readonly services: readonly ServiceSpec[];
  readonly networks: readonly OverlayNetwork[];
}

/** What the name of a service may begin with. */
const beginsNames = /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/;

const none: DeployedStack = { services: [], networks: [] };

export function readStack(
  written: { readonly name: string; readonly file: string } | undefined,
  composeFiles: ComposeFiles,
  problems: ProblemList,
): DeployedStack {
  if (written === undefined) return none;
  const file = composeFiles.read(written.file, ['stack', 'file']);
  if (file === null) return none;
  if (!beginsNames.test(written.name)) {
    problems.add(
      ['stack', 'name'],
      `"${written.name}": services are named after it: letters, digits, - and _, a letter or digit first`,
    );
  }
  const stack = stackOfFile(written.name, file);
  const external = stack.networks.find((network) => network.external);
  if (external !== undefined) {
    const message = `network "${external.name}" is declared as external: there is none at time 0; create it on the timeline, and deploy the stack there`;
    problems.add(['stack'], message);
  }
  return { services: stack.services, networks: networksOf(stack) };
}

function networksOf({ name: stack, networks }: Stack): OverlayNetwork[] {
  return networks.map(({ name, driver }) => ({ name, driver, labels: { [stackLabel]: stack } }));
}
