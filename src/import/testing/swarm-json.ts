/** What `docker … inspect` prints, as engine 20.10 and client 28 print it; only what differs from case to case is a parameter. */

interface NodeParts {
  readonly id?: string;
  readonly hostname?: string;
  readonly role?: 'manager' | 'worker';
  readonly availability?: string;
  readonly state?: string;
  readonly addr?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly architecture?: string;
  readonly generic?: readonly unknown[];
}

export function nodeJson(parts: NodeParts = {}): object {
  const { id = 'node1id', hostname = 'manager1', role = 'manager', availability = 'active', state = 'ready' } = parts;
  const { addr = '10.0.0.1', labels = {}, architecture = 'x86_64', generic } = parts;
  return {
    ID: id,
    Version: { Index: 9 },
    CreatedAt: '2026-11-22T23:35:41.051155633Z',
    UpdatedAt: '2026-11-22T23:35:41.054656071Z',
    Spec: { Labels: labels, Role: role, Availability: availability },
    Description: {
      Hostname: hostname,
      Platform: { Architecture: architecture, OS: 'linux' },
      Resources: { NanoCPUs: 4_000_000_000, MemoryBytes: 8_364_978_176, ...(generic && { GenericResources: generic }) },
      Engine: {
        EngineVersion: '20.10.24',
        Labels: { rack: 'r1' },
        Plugins: [
          { Type: 'Log', Name: 'json-file' },
          { Type: 'Volume', Name: 'local' },
        ],
      },
      TLSInfo: { TrustRoot: '-----BEGIN CERTIFICATE-----\n', CertIssuerSubject: 'MBMx', CertIssuerPublicKey: 'MFkw' },
    },
    Status: { State: state, Addr: addr },
    ...(role === 'manager' && { ManagerStatus: { Leader: true, Reachability: 'reachable', Addr: `${addr}:2377` } }),
  };
}

/** As `docker service inspect demo_web` printed it on a real swarm, with what a case changes in its spec. */
export function serviceJson(spec: object = {}, template: object = {}, more: object = {}): object {
  return {
    ID: 'usje4d55xtxgu8usyd3ny4wc0',
    Version: { Index: 837 },
    Spec: {
      Name: 'demo_web',
      Labels: { 'com.docker.stack.namespace': 'demo', tier: 'front' },
      TaskTemplate: {
        ContainerSpec: {
          Image: 'nginx:1.27@sha256:6db391d1c0cfb30588ba0bf72ea999404f2764febf0f1f196acd5867ac7efa7e',
          Labels: { 'com.docker.stack.namespace': 'demo' },
          Env: ['PASSWORD=secret'],
          Privileges: { CredentialSpec: null, SELinuxContext: null, NoNewPrivileges: false },
          StopGracePeriod: 10_000_000_000,
          DNSConfig: {},
          Isolation: 'default',
        },
        Resources: {
          Limits: { NanoCPUs: 500_000_000, MemoryBytes: 52_428_800 },
          Reservations: { NanoCPUs: 100_000_000, MemoryBytes: 20_971_520 },
        },
        RestartPolicy: { Condition: 'on-failure', Delay: 2_000_000_000, MaxAttempts: 3, Window: 60_000_000_000 },
        Placement: {},
        Networks: [{ Target: 'uc0100u53ckvnvelssbzp9kwv', Aliases: ['web'] }],
        ForceUpdate: 0,
        Runtime: 'container',
        ...template,
      },
      Mode: { Replicated: { Replicas: 3 } },
      UpdateConfig: {
        Parallelism: 2,
        Delay: 2_000_000_000,
        FailureAction: 'rollback',
        Monitor: 3_000_000_000,
        MaxFailureRatio: 0,
        Order: 'start-first',
      },
      RollbackConfig: {
        Parallelism: 0,
        FailureAction: 'pause',
        Monitor: 5_000_000_000,
        MaxFailureRatio: 0,
        Order: 'stop-first',
      },
      EndpointSpec: { Mode: 'vip' },
      ...spec,
    },
    Endpoint: {
      Spec: { Mode: 'vip' },
      Ports: [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress' }],
      VirtualIPs: [{ NetworkID: 'uc0100u53ckvnvelssbzp9kwv', Addr: '10.0.1.14/24' }],
    },
    ...more,
  };
}

export function inspected(...objects: readonly object[]): string {
  return `${JSON.stringify(objects, null, 4)}\n`;
}
