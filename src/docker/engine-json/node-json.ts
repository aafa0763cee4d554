import type { NodeDescription, SwarmNode } from '../../swarm/objects/node.ts';
import type { GenericResource } from '../../swarm/objects/resources.ts';
import type { TrustRoot } from '../invented-certificate.ts';
import { rfc3339 } from '../text/timestamp.ts';
import type { Json } from './compact.ts';
import { mapOrNothing, omitEmpty, omitUndefined, sortedMap } from './compact.ts';

/** A node as the Engine API has it. Source: moby `api/types/swarm/node.go`. */
export function nodeJson(node: SwarmNode, startUnixMs: number, trustRoot: TrustRoot): Json {
  const { spec, status, managerStatus } = node;
  return omitUndefined({
    ID: node.id,
    Version: { Index: node.version },
    CreatedAt: rfc3339({ startUnixMs, atMs: node.createdAtMs }),
    UpdatedAt: rfc3339({ startUnixMs, atMs: node.updatedAtMs }),
    Spec: omitUndefined({
      Name: spec.name === '' ? undefined : spec.name,
      Labels: sortedMap(spec.labels),
      Role: spec.desiredRole,
      Availability: spec.availability,
    }),
    Description: node.description === null ? {} : descriptionJson(node.description, trustRoot),
    Status: omitEmpty({ State: status.state, Message: status.message, Addr: status.addr }),
    ManagerStatus:
      managerStatus === null
        ? undefined
        : omitEmpty({
            Leader: managerStatus.leader,
            Reachability: managerStatus.reachability,
            Addr: managerStatus.addr,
          }),
  });
}

function descriptionJson({ hostname, platform, resources, engine }: NodeDescription, trustRoot: TrustRoot): Json {
  return {
    Hostname: hostname,
    Platform: omitEmpty({ Architecture: platform?.arch, OS: platform?.os }),
    Resources: omitEmpty({
      NanoCPUs: resources?.nanoCpus,
      MemoryBytes: resources?.memoryBytes,
      GenericResources: (resources?.generic ?? []).flatMap(genericJson),
    }),
    Engine: omitUndefined({
      EngineVersion: engine?.version ?? '',
      Labels: mapOrNothing(engine?.labels ?? {}),
      Plugins: engine === null ? undefined : engine.plugins.map(({ type, name }) => ({ Type: type, Name: name })),
    }),
    TLSInfo: {
      TrustRoot: trustRoot.certificate,
      CertIssuerSubject: trustRoot.issuerSubject,
      CertIssuerPublicKey: trustRoot.issuerPublicKey,
    },
  };
}

export function genericJson(resource: GenericResource): Json[] {
  if ('value' in resource) return [{ DiscreteResourceSpec: { Kind: resource.kind, Value: resource.value } }];
  return resource.named.map((name) => ({ NamedResourceSpec: { Kind: resource.kind, Value: name } }));
}
