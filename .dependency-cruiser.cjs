// The layering of src/: which room may import which (types included). Not listed means forbidden.
const rooms = {
  cli: [
    'server',
    'shell',
    'experiment',
    'import',
    'report',
    'scenario',
    'simulation',
    'docker',
    'haproxy',
    'traffic',
    'swarm',
    'metrics',
    'kernel',
  ],
  server: ['docker', 'scenario', 'simulation'],
  shell: ['docker', 'haproxy', 'scenario', 'simulation'],
  experiment: ['report', 'scenario', 'simulation'],
  import: ['docker', 'haproxy', 'scenario', 'metrics', 'kernel'],
  // Of the simulation a report knows nothing but what a run leaves.
  report: ['simulation/run-result[.]ts', 'metrics'],
  scenario: ['docker', 'haproxy', 'simulation'],
  simulation: ['docker', 'haproxy', 'swarm', 'traffic', 'metrics', 'kernel'],
  docker: ['swarm', 'kernel'],
  haproxy: ['traffic'],
  traffic: ['metrics', 'kernel'],
  swarm: ['kernel'],
  metrics: ['kernel'],
  kernel: [],
};

/** The rooms that also run in a worker thread and in a browser: no Node modules, no packages but the kernel's two. */
const core = ['kernel', 'metrics', 'swarm', 'traffic', 'haproxy', 'docker', 'simulation'];

// Tests and their helpers may reach across rooms.
const testCode = ['[.]test[.]ts$', '^src/.+/testing/'];

const layering = Object.entries(rooms).map(([room, allowed]) => ({
  name: `layer-${room}`,
  comment: `src/${room}/ may import only: ${allowed.join(', ') || 'nothing of src/'}`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: testCode },
  to: { path: '^src/', pathNot: [room, ...allowed].map((to) => `^src/${to}${to.endsWith('ts') ? '$' : '/'}`) },
}));

module.exports = {
  forbidden: [
    ...layering,
    {
      name: 'no-unknown-room',
      comment: 'A file of src/ lies in one of the rooms of the layering table',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(rooms).join('|')})/` },
      to: {},
    },
    {
      name: 'core-without-node',
      comment: 'The core imports no module of Node: it also runs in a browser',
      severity: 'error',
      from: { path: `^src/(${core.join('|')})/`, pathNot: testCode },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-without-packages',
      comment: 'The core imports no package',
      severity: 'error',
      from: { path: `^src/(${core.filter((room) => room !== 'kernel').join('|')})/`, pathNot: testCode },
      to: { path: 'node_modules/' },
    },
    {
      name: 'kernel-packages',
      comment: 'The kernel imports no package but fastpriorityqueue and seedrandom/lib/* (its index pulls in crypto)',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: testCode },
      to: { path: 'node_modules/', pathNot: ['node_modules/fastpriorityqueue/', 'node_modules/seedrandom/lib/'] },
    },
    {
      name: 'no-test-code',
      comment: 'What is shipped imports no test, no test helper and nothing outside src/',
      severity: 'error',
      from: { path: '^src/', pathNot: testCode },
      to: { path: ['[.]test[.]ts$', '/testing/', '^(test|bench|scripts)/'], pathNot: 'node_modules/' },
    },
    {
      name: 'no-dev-packages',
      comment: 'What is shipped imports no devDependency',
      severity: 'error',
      from: { path: '^src/', pathNot: testCode },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-unresolvable',
      comment: 'The import leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycle',
      comment: 'Files that need each other at run time are one file or three',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|reports)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
