import fc from 'fast-check';
import { defaults } from '../../src/scenario/defaults.ts';
import { imageName, nodeName, type ServiceName, serviceName } from './names.ts';

const updateFlag = fc.oneof(
  { weight: 4, arbitrary: imageName.map((name) => `--image ${name}`) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 6 }).map((count) => `--replicas ${count}`) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      ...[
        '--force',
        '--env-add A=1',
        '--env-add A=2',
        '--publish-add 8095:80',
        '--publish-rm 80',
        '--stop-grace-period 1s',
      ],
      ...[
        '--constraint-add node.labels.zone==a',
        '--constraint-rm node.labels.zone==a',
        '--constraint-add node.role==worker',
      ],
      ...['--placement-pref-add spread=node.labels.zone', '--placement-pref-rm spread=node.labels.zone'],
      ...['--replicas-max-per-node 1', '--replicas-max-per-node 0', '--endpoint-mode vip', '--endpoint-mode dnsrr'],
      ...[
        '--reserve-cpu 1',
        '--reserve-cpu 0',
        '--reserve-memory 500MiB',
        '--limit-cpu 0.5',
        '--generic-resource-add gpu=1',
      ],
      ...['--restart-condition none', '--restart-condition any', '--restart-max-attempts 1', '--restart-delay 1s'],
      ...[
        '--update-parallelism 0',
        '--update-parallelism 2',
        '--update-order start-first',
        '--update-order stop-first',
      ],
      ...[
        '--update-failure-action rollback',
        '--update-failure-action pause',
        '--update-delay 2s',
        '--update-monitor 2s',
      ],
      ...['--rollback-parallelism 0', '--rollback-order start-first', '--rollback-failure-action pause'],
    ),
  },
);

function changing(name: fc.Arbitrary<ServiceName>): fc.Arbitrary<string> {
  const flags = fc.array(updateFlag, { minLength: 1, maxLength: 3 });
  const count = fc.integer({ min: 0, max: 8 });
  const rollback = fc.constantFrom('rollback -d', 'rollback', 'update -d --rollback');
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(flags, name).map(([how, of]) => `service update -d ${how.join(' ')} ${of}`),
    },
    { weight: 2, arbitrary: fc.tuple(name, count).map(([of, to]) => `service scale -d ${of}=${to}`) },
    { weight: 3, arbitrary: fc.tuple(name, imageName).map(([of, to]) => `service update -d --image ${to} ${of}`) },
    { weight: 1, arbitrary: fc.tuple(name, imageName).map(([of, to]) => `service update --image ${to} ${of}`) },
    { weight: 1, arbitrary: fc.tuple(rollback, name).map(([how, of]) => `service ${how} ${of}`) },
  );
}

const remaking = fc.oneof(
  serviceName.map((name) => `service rm ${name}`),
  fc
    .tuple(
      serviceName,
      imageName,
      fc.constantFrom(
        ...['--replicas 3', '--mode global', '--replicas 2 --publish 8090:80', '--mode replicated-job --replicas 3'],
        ...['--mode global-job', '--replicas 2 --reserve-cpu 1', '--replicas 3 --update-order start-first'],
        ...['--replicas 2 --publish published=8091,target=80,mode=host', '--replicas 4 --restart-condition none'],
      ),
    )
    .map(([name, image, how]) => `service create -d --name ${name} ${how} ${image}`),
  fc.constantFrom('network create -d overlay net', 'network rm net'),
);

function onNodes(nodes: number): fc.Arbitrary<string> {
  const node = nodeName(nodes);
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.constantFrom('active', 'active', 'pause', 'drain', 'drain'), node)
        .map(([to, name]) => `node update --availability ${to} ${name}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('--label-add zone=a', '--label-add zone=b', '--label-rm zone'), node)
        .map(([how, name]) => `node update ${how} ${name}`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('', '--force '), node).map(([how, name]) => `node rm ${how}${name}`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('promote', 'demote'), node).map(([to, name]) => `node ${to} ${name}`),
    },
  );
}

/** What a machine does to its own place in the swarm; node1 is the manager that is asked. */
export const membership = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('docker swarm leave', 'docker swarm leave --force') },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('worker', 'worker', 'manager')
      .map((role) => `docker swarm join --token $(docker swarm join-token -q ${role}) ${defaults.firstAddress}:2377`),
  },
);

const looking = fc.oneof(
  fc.constantFrom('service ls', 'node ls', 'info', 'service update --force -d $(docker service ls -q)'),
  serviceName.map((name) => `service ps ${name}`),
);

/** A docker command line, sensible or not, mostly on one of these services. */
export function randomCommand(nodes: number, services: readonly ServiceName[]): fc.Arbitrary<string> {
  const known = fc.constantFrom(...services);
  return fc
    .oneof(
      { weight: 8, arbitrary: changing(known) },
      { weight: 1, arbitrary: changing(serviceName) },
      { weight: 1, arbitrary: remaking },
      { weight: 4, arbitrary: onNodes(nodes) },
      { weight: 1, arbitrary: looking },
    )
    .map((words) => `docker ${words}`);
}
