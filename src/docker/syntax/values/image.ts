import { ControlError } from '../../../swarm/control/control-error.ts';
import { parseImageReference } from '../../image-reference.ts';
import { quote } from '../../text/quote.ts';

/** SwarmKit `manager/controlapi/service.go` validateContainerSpec: the name of an image must be one. @throws {ControlError} */
export function checkImageName(image: string): void {
  if (image === '') throw new ControlError('InvalidArgument', 'ContainerSpec: image reference must be provided');
  if (parseImageReference(image) !== null) return;
  throw new ControlError('InvalidArgument', `ContainerSpec: ${quote(image)} is not a valid repository/tag`);
}
