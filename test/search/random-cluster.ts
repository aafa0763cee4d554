import fc from 'fast-check';

/** `count` machines, node1 a manager; small ones, so that room gets short. */
export function randomCluster(count: number): fc.Arbitrary<object> {
  return fc.record({
    nodes: fc.tuple(...Array.from({ length: count }, (_, index) => machine(index + 1))),
    task_history_limit: fc.constantFrom(5, 5, 5, 1),
  });
}

function machine(number: number): fc.Arbitrary<object> {
  const role = number === 1 ? fc.constant('manager') : fc.constantFrom('worker', 'worker', 'worker', 'manager');
  return fc
    .record({
      role,
      cpus: fc.constantFrom(4, 2, 1),
      memory: fc.constantFrom('4GiB', '1GiB'),
      zone: fc.constantFrom('a', 'a', 'b', ''),
      availability: fc.constantFrom('active', 'active', 'active', 'active', 'active', 'pause', 'drain'),
      gpus: fc.constantFrom(0, 0, 2),
    })
    .map(({ zone, gpus, availability, ...given }) => ({
      name: `node${number}`,
      ...given,
      ...(zone === '' ? {} : { labels: { zone } }),
      ...(availability === 'active' ? {} : { availability }),
      ...(gpus === 0 ? {} : { generic_resources: { gpu: gpus } }),
    }));
}
