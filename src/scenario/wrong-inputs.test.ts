import { describe, expect, it } from 'vitest';
import { but, plus, plusClient, plusCommand, problemsOf, sound } from './testing/sound-scenario.ts';

/** Stands before the word that is wrong. */
const mark = '‸';

/** A text with a mark where the one problem is to be found, and what its message must say. */
type Case = readonly [what: string, text: string, ...words: string[]];

const yaml: readonly Case[] = [
  ['an empty file', `${mark}`, 'the file is empty', 'seatrial init'],
  ['nothing but comments', `${mark}# to be written\n`, 'the file is empty'],
  ['a list at the top', `${mark}- name: x\n`, 'a scenario is a map', 'found a list'],
  ['a single word', `${mark}hello\n`, 'a scenario is a map', 'found a single value'],
  ['a tab', `name: x\ncluster:\n${mark}\tnodes: []\n`, 'not YAML', 'Tabs are not allowed'],
  ['a key twice', plus(`${mark}duration: 3m`), 'the key "duration" is there twice'],
  ['a bracket that is not closed', `name: x\nduration: 1m\ncluster: { nodes: [ { name: a }\n${mark}`, 'not YAML'],
  ['a quote that is not closed', `name: "x\nduration: 1m\n${mark}`, 'not YAML', 'closing "quote'],
  ['an alias of nothing', plus(`network: ${mark}*slow`), 'nothing is called &slow before this alias'],
  ['an alias that contains itself', `name: x\na: &a { b: ${mark}*a }\n`, 'stands inside of what it stands for'],
  ['a tag', but('2m', `${mark}!minutes 2`), 'tags have no meaning here', '!minutes'],
  ['two documents', plus(`${mark}---\nname: b`), 'one YAML document'],
  ['a key that is no name', plus(`network: { ${mark}__proto__: 1 }`), '"__proto__" cannot be a name'],
];

const schema: readonly Case[] = [
  ['an unknown key', plus(`${mark}durration: 3m`), 'unknown key "durration"', 'did you mean "duration"'],
  [
    'a key of a machine that is a slip',
    but('cpus: 2, memory', `${mark}cpu: 2, memory`),
    'unknown key "cpu" in cluster.nodes.manager1',
    '"cpus"',
  ],
  [
    'a key that objects have',
    plus(`network: { ${mark}constructor: 1ms }`),
    'unknown key "constructor" in network',
    'overlay',
  ],
  [
    'no duration',
    `${mark}name: x\ncluster: { nodes: [{ name: m, role: manager, cpus: 1, memory: 1GiB }] }`,
    'duration: missing: a duration such as',
  ],
  [
    'no memory',
    but(
      '{ name: manager1, role: manager, cpus: 2, memory: 4GiB }',
      `${mark}{ name: manager1, role: manager, cpus: 2 }`,
    ),
    'cluster.nodes.manager1.memory: missing: a size such as 4GiB',
  ],
  ['no machines', `name: x\nduration: 1m\ncluster: { nodes: ${mark}[] }`, 'at least one machine'],
  [
    'a map in the place of a list',
    plus('traffic:\n  name: shoppers\n').replace('traffic', `${mark}traffic`),
    'traffic: expected a list of clients',
    'found a map',
  ],
  ['nothing in the place of a list', plus(`${mark}timeline:`), 'timeline: expected a list of entries', 'found nothing'],
  [
    'nothing in the place of a map',
    but('web:2: { like: web:1 }', `${mark}web:2:`),
    'images.web:2: expected a map such as',
    'found nothing',
    '{}',
  ],
  [
    'a word of a choice',
    but('role: manager', `role: ${mark}manger`),
    'cluster.nodes.manager1.role: expected manager or worker',
    'found "manger"',
    'did you mean "manager"',
  ],
  ['a number in the place of text', but('name: sound', `name: ${mark}2024`), 'name: expected text', 'in quotes'],
  ['an empty name', but('name: sound', `name: ${mark}""`), 'name: must not be empty'],
  ['a name with a space', but('name: worker,', `name: ${mark}"my worker",`), 'letters and digits'],
  ['half a machine', but('count: 2', `count: ${mark}2.5`), 'count: expected a whole number, found 2.5'],
  ['less than no copies of a machine', but('count: 2', `count: ${mark}-1`), 'must be at least 0'],
  ['a thousand million machines', but('count: 2', `count: ${mark}1000000000`), 'must be at most 100,000'],
  [
    'a backlog that is no number',
    but('{ size: 20MB }', `{ backlog: ${mark}much }`),
    'backlog: expected a number of requests or unlimited',
    '"much"',
  ],
  [
    'what a task does when it is stopped',
    but('{ size: 20MB }', `{ on_stop: ${mark}drain }`),
    'on_stop: expected exit, ignore, { exit: 100ms } or { drain: 10s }',
    '"drain"',
  ],
  [
    'two things to do when stopped',
    but('{ size: 20MB }', `{ on_stop: ${mark}{ drain: 1s, exit: 1s } }`),
    'expected one of',
  ],
  [
    'true in other words',
    but('{ size: 20MB }', `{ cached: ${mark}yes }`),
    'cached: expected true or false, found "yes"',
  ],
  [
    'an unknown law',
    but('{ size: 20MB }', `{ demand: { ${mark}lognormale: { median: 8ms, p99: 60ms } } }`),
    'unknown key "lognormale"',
    'did you mean "lognormal"',
  ],
  [
    'a law of two kinds',
    but('{ size: 20MB }', `{ demand: ${mark}{ exponential: { mean: 8ms }, uniform: { min: 1ms, max: 2ms } } }`),
    'name one law',
  ],
  [
    'half a law',
    but('{ size: 20MB }', `{ demand: { lognormal: ${mark}{ median: 8ms } } }`),
    'demand.lognormal: give either median and p99, or mean and cv',
  ],
  [
    'a law that cannot be',
    but('{ size: 20MB }', `{ demand: { lognormal: ${mark}{ median: 8ms, p99: 5ms } } }`),
    'p99 must be at least the median',
  ],
  [
    'a law without its mean',
    but('{ size: 20MB }', `{ demand: { exponential: ${mark}{} } }`),
    'exponential.mean: missing: a duration',
  ],
  ['a mean of nothing', but('{ size: 20MB }', `{ demand: { exponential: ${mark}{ mean: 0s } } }`), 'mean must be'],
  ['a seed that is a list', plus(`seed: ${mark}[1, 2]`), 'seed: expected a whole number, or text, found a list'],
  ['a seed that loses digits', plus(`seed: ${mark}90071992547409930`), 'write it in quotes'],
  ['a stack without a name', plus(`stack: ${mark}compose.yml`), 'a map such as { name: shop, file: compose.yml }'],
];

const units: readonly Case[] = [
  [
    'a duration without a unit',
    but('duration: 2m', `duration: ${mark}"120"`),
    'duration: expected a duration such as 10s',
    'missing unit',
  ],
  [
    'a duration that is a number',
    but('duration: 2m', `duration: ${mark}120`),
    'duration: expected a duration such as 10s',
    'found 120',
  ],
  [
    'a unit of time that there is not',
    plus(`warmup: ${mark}1 min`),
    'expected a duration such as 10s',
    'unknown unit " min"',
  ],
  ['a negative time', plus(`warmup: ${mark}-5s`), 'cannot be negative', '-5s'],
  ['a run of no length', but('duration: 2m', `duration: ${mark}0s`), 'duration: must be longer than nothing'],
  ['a run of ten years', but('duration: 2m', `duration: ${mark}100000h`), 'at most 8784h'],
  ['an interval that is too short', plus(`interval: ${mark}1us`), 'more than 100,000 intervals'],
  [
    'a size without a unit',
    but('memory: 4GiB }\n    -', `memory: ${mark}4096 }\n    -`),
    'memory: expected a size such as 4GiB',
    'found 4096',
  ],
  [
    'a size in a unit that there is not',
    but('memory: 4GiB }\n    -', `memory: ${mark}4Gb }\n    -`),
    "invalid size '4Gb'",
    'GiB',
  ],
  ['no memory at all', but('memory: 4GiB }\n    -', `memory: ${mark}0B }\n    -`), 'must be more than nothing'],
  [
    'a number of CPUs in words',
    but('cpus: 2, memory', `cpus: ${mark}two, memory`),
    'expected a number of CPUs such as 2 or 0.5',
    'two',
  ],
  ['a negative number of CPUs', but('cpus: 2, memory', `cpus: ${mark}-1, memory`), 'must be more than 0'],
  ['a window that ends first', plus(`trace: ${mark}2m..1m`), 'the window "2m..1m" ends before it begins'],
  ['a window of three', plus(`trace: ${mark}1s..2s..3s`), 'expected a window such as 2m..2m10s'],
  ['a window without times', plus(`trace: ${mark}a..b`), 'time: invalid duration "a"'],
  ['a share beyond all', plus(`trace: ${mark}200%`), 'expected a share from 0% to 100%', '"200%"'],
  [
    'many texts without a number in them',
    plusClient(`to: nodes:8080, path: { each: ${mark}/items, count: 5 }, arrivals: { poisson: { rate: 4/s } }`),
    'expected {n} where the number is to stand',
  ],
  [
    'a scheduler that IPVS has not',
    plus(`network: { mesh: { scheduler: ${mark}leastconn } }`),
    'expected a scheduler of IPVS: rr, wrr, lc',
  ],
  [
    'a scheduler of a service that is not there',
    plus(`network: { mesh: { services: { wep: ${mark}lc } } }`),
    'no service is called "wep"',
  ],
  [
    'a weight that is none',
    but('cpus: 2, memory', `labels: { ipvs.weight: ${mark}high }, cpus: 2, memory`),
    'expected a weight from 0 to 65535',
  ],
  [
    'a cache of DNS where nobody asks it',
    plusClient(`to: nodes:8080, dns: ${mark}once, arrivals: { poisson: { rate: 4/s } }`),
    'dns is for clients that ask service:NAME:PORT',
  ],
  [
    'a pool of no connections',
    plusClient(`to: nodes:8080, connections: { pool: ${mark}0 }, arrivals: { poisson: { rate: 4/s } }`),
    'must be at least 1',
  ],
  [
    'a source that is no network',
    plusClient(`to: nodes:8080, source: ${mark}10.1.0.0/33, arrivals: { poisson: { rate: 4/s } }`),
    'expected an IPv4 address such as 10.1.0.7, or a network',
  ],
  [
    'more sources than the network has hosts',
    plusClient(`to: nodes:8080, source: { each: ${mark}10.1.0.0/30, count: 3 }, arrivals: { poisson: { rate: 4/s } }`),
    '10.1.0.0/30 has 2 hosts',
  ],
  [
    'a rate without a time',
    plusClient(`to: nodes:8080, arrivals: { poisson: { rate: ${mark}400 } }`),
    'rate: expected a rate such as 400/s',
    'found 400',
  ],
  [
    'a rate in other words',
    plusClient(`to: nodes:8080, arrivals: { poisson: { rate: ${mark}400rps } }`),
    'expected a rate such as 400/s',
    '400rps',
  ],
  [
    'an exit code that there is not',
    but('{ size: 20MB }', `{ exits: { after: 1s, code: ${mark}256 } }`),
    'must be at most 255',
  ],
];

const references: readonly Case[] = [
  ['a machine twice', but('name: worker, count: 2', `name: ${mark}manager1`), 'two machines are called "manager1"'],
  ['a machine called nodes', but('name: worker, count: 2', `name: ${mark}nodes`), 'stands for all machines'],
  [
    'an address twice',
    but(
      'cpus: 2, memory: 4GiB }\n    - { name: worker, count: 2',
      'cpus: 2, memory: 4GiB, address: 10.0.0.1 }\n    - { name: worker, count: 2, address: ‸10.0.0.1',
    ),
    'worker1 has the address 10.0.0.1, and so has manager1',
  ],
  [
    'an address that is none',
    but('name: worker, count: 2', `name: worker, address: ${mark}10.0.0.256`),
    '"10.0.0.256" is not an IPv4 address',
  ],
  ['no manager', but('role: manager, ', '').replace('nodes:', `${mark}nodes:`), 'no machine is a manager'],
  [
    'an image that is not declared',
    but('image: web:1', `image: ${mark}web:3`),
    'the image "web:3" is not declared under images',
    'did you mean "web:1"',
  ],
  [
    'an image twice',
    but('web:2: { like: web:1 }', `nginx: {}\n  ${mark}nginx:latest: {}`),
    '"nginx:latest" and "nginx" are the same image',
  ],
  ['what is no name of an image', but('web:2: { like', `${mark}Web:2: { like`), '"Web:2" is not the name of an image'],
  [
    'an image like one that is not there',
    but('like: web:1', `like: ${mark}webb:1`),
    'no image is called "webb:1"',
    'did you mean "web:1"',
  ],
  ['images like each other in a ring', but('{ size: 20MB }', `{ like: ${mark}web:2 }`), 'web:1 → web:2 → web:1'],
  [
    'requests to an image that takes none',
    but('{ size: 20MB }', `{ serves: false, demand: ${mark}8ms }`),
    'demand is of requests',
  ],
  [
    'a port of two services',
    plus(`  api: { image: web:1, ports: ["81:80"] }\n  front: { image: web:1, ports: ${mark}["81:8080"] }`),
    'the port 81 is already published by api',
  ],
  [
    'services on bare engines',
    but('cluster:', 'cluster:\n  swarm: none').replace('services:', `${mark}services:`),
    'no swarm at time 0',
  ],
  ['a strategy', plus(`placement: ${mark}binpak`), 'no placement strategy is called "binpak"', 'binpack'],
  [
    'a start that is no time',
    plus(`start: ${mark}2026-02-30T00:00:00Z`),
    'expected a time in UTC such as 2026-01-01T00:00:00Z',
  ],
  ['a warm-up as long as the run', plus(`warmup: ${mark}2m`), 'warmup must be shorter than duration'],
  [
    'a target that is not there',
    plusClient(`to: ${mark}haproxi:8888, arrivals: { poisson: { rate: 1/s } }`),
    '"haproxi" is neither a balancer nor a machine',
  ],
  [
    'a target without a port',
    plusClient(`to: ${mark}worker1, arrivals: { poisson: { rate: 1/s } }`),
    'expected NAME:PORT',
  ],
  [
    'a target with a port that there is not',
    plusClient(`to: ${mark}worker1:80800, arrivals: { poisson: { rate: 1/s } }`),
    'expected NAME:PORT',
  ],
  [
    'a service that is not there',
    plusClient(`to: ${mark}service:wep:80, arrivals: { poisson: { rate: 1/s } }`),
    'no service is called "wep"',
    'did you mean "web"',
  ],
  [
    'a client twice',
    plusClient(
      `to: nodes:8080, arrivals: { poisson: { rate: 1/s } } }\n  - { name: ${mark}shoppers, to: nodes:8080, arrivals: { poisson: { rate: 1/s } }`,
    ),
    'two clients are called "shoppers"',
  ],
  [
    'arrivals of two kinds',
    plusClient(`to: nodes:8080, arrivals: ${mark}{ poisson: { rate: 1/s }, every: 1s }`),
    'name one of poisson, constant, every, at and trace',
  ],
  [
    'a request before its client',
    plusClient(`to: nodes:8080, from: 5s, arrivals: { at: [9s, ${mark}4s] }`),
    'this is before the client begins (from)',
  ],
  [
    'a request after its client',
    plusClient(`to: nodes:8080, until: 5s, arrivals: { at: [${mark}5s] }`),
    'this is not before the client ends (until, or the duration)',
  ],
  [
    'arrivals without an end',
    plusClient(`to: nodes:8080, arrivals: { every: ${mark}0s }`),
    'the gaps must be longer than nothing',
  ],
  [
    'arrivals beyond all bounds',
    plusClient(`to: nodes:8080, arrivals: ${mark}{ poisson: { rate: 900000000/s } }`),
    'more than 1,000,000,000 requests',
  ],
  [
    'a link to nowhere',
    plus(`network: { links: [{ between: [${mark}worker9, manager1], latency: 5ms }] }`),
    '"worker9" is no machine, no LABEL=VALUE and no balancer',
  ],
  [
    'a link of one end',
    plus(`network: { links: [{ between: ${mark}[manager1], latency: 5ms }] }`),
    'a link has two ends, found 1',
  ],
  [
    'zones of a label that nobody has',
    plus(`network: { zones: { label: ${mark}rack, between: 5ms } }`),
    'no machine has a label "rack"',
  ],
  [
    'classes that do not add up',
    plusClient(
      `to: nodes:8080, classes: ${mark}[{ name: a, share: 50% }, { name: b, share: 40% }], arrivals: { every: 1s }`,
    ),
    'the shares of the classes make 90% in all: they must make 100%',
  ],
  [
    'a class with a path that is none',
    plusClient(
      `to: nodes:8080, classes: [{ name: a, share: 50%, path: ${mark}x }, { name: b, share: 50% }], arrivals: { every: 1s }`,
    ),
    'a path begins with a slash: "x"',
  ],
  [
    'a slow sender without a balancer',
    plusClient(`to: nodes:8080, sending: ${mark}2s, arrivals: { every: 1s }`),
    'only a balancer waits for the whole of a request: send it to one',
  ],
  [
    'classes and a demand',
    plusClient(
      `to: nodes:8080, classes: [{ name: a, share: 50% }, { name: b, share: 50% }], demand: ${mark}1ms, arrivals: { every: 1s }`,
    ),
    'with classes, each class has a demand of its own',
  ],
  [
    'bursts with too few weights',
    plusClient(
      `to: nodes:8080, arrivals: { poisson: { bursts: [{ rate: 9/s, stays: 1s, next: ${mark}[1] }, { rate: 1/s, stays: 1s }] } }`,
    ),
    'expected a weight for each of the 2 states, found 1',
  ],
  [
    'bursts that multiply nothing',
    plusClient(
      `to: nodes:8080, arrivals: { poisson: { bursts: [{ rate: 9/s, stays: 1s }, ${mark}{ factor: 2, stays: 1s }] } }`,
    ),
    'a state has a rate, or a factor if there is another rate beside bursts',
  ],
  [
    'bursts with rates beside a rate',
    plusClient(
      `to: nodes:8080, arrivals: { poisson: { rate: 5/s, bursts: [{ factor: 1, stays: 1s }, ${mark}{ rate: 9/s, stays: 1s }] } }`,
    ),
    'beside another rate a state has a factor',
  ],
  [
    'bursts beside two rates',
    plusClient(
      `to: nodes:8080, arrivals: { poisson: ${mark}{ rate: 5/s, daily: { low: 1/s, high: 2/s }, bursts: [{ factor: 1, stays: 1s }, { factor: 2, stays: 1s }] } }`,
    ),
    'name one of rate, steps, ramp and daily',
  ],
  [
    'bursts that end in silence',
    plusClient(
      `to: nodes:8080, arrivals: { poisson: { bursts: ${mark}[{ rate: 9/s, stays: 1s }, { rate: 0/s, stays: 1s, next: [0, 1] }] } }`,
    ),
    'after some states nothing would ever be sent',
  ],
  [
    'a trace that fills the memory',
    plusClient(`to: nodes:8080, trace: ${mark}100%, arrivals: { poisson: { rate: 100000/s } }`),
    'more than 5,000,000 traced requests',
  ],
  [
    'steps that do not begin at 0',
    plusClient(`to: nodes:8080, arrivals: { poisson: { steps: [{ at: ${mark}5s, rate: 1/s }] } }`),
    'the first point must be at 0s',
  ],
  [
    'steps out of order',
    plusClient(
      `to: nodes:8080, arrivals: { poisson: { ramp: [{ at: 0s, rate: 1/s }, { at: ${mark}0s, rate: 2/s }] } }`,
    ),
    'later than the one before',
  ],
  [
    'a client that starts too late',
    plusClient(`to: nodes:8080, from: ${mark}2m, arrivals: { poisson: { rate: 1/s } }`),
    'not before the end of the run',
  ],
  [
    'a client that ends before it starts',
    plusClient(`to: nodes:8080, from: 1m, until: ${mark}30s, arrivals: { poisson: { rate: 1/s } }`),
    'until must be after from',
  ],
  [
    'a machine of the timeline',
    plus(`timeline:\n  - { at: 1m, crash: ${mark}worker3 }`),
    'no machine is called "worker3"',
    'did you mean "worker1"',
  ],
  ['a thing after the end', plus(`timeline:\n  - { at: ${mark}3m, crash: worker1 }`), 'after the end of the run'],
  [
    'two things at once',
    plus(`timeline:\n  - ${mark}{ at: 1m, crash: worker1, restore: worker2 }`),
    'an entry does one thing',
  ],
  [
    'an exit code of a crash',
    plus(`timeline:\n  - { at: 1m, crash: worker1, ${mark}expect_exit: 1 }`),
    'expect_exit goes with run',
  ],
];

const commands: readonly Case[] = [
  [
    'a flag',
    plusCommand(`${mark}docker service update --imag web:2 web`),
    'unknown flag: --imag',
    "Run 'docker service update --help'",
  ],
  ['a command', plusCommand(`${mark}docker service updat web`), 'unknown command: docker service updat'],
  ['another program', plusCommand(`${mark}kubectl get pods`), "expected a docker command, got 'kubectl get pods'"],
  ['an operand that is missing', plusCommand(`${mark}docker node update --availability drain`), 'requires 1 argument'],
  [
    'a word of a flag',
    plusCommand(`${mark}docker node update --availability drian worker1`),
    'invalid Availability',
    'drian',
  ],
  [
    'a duration of a flag',
    plusCommand(`${mark}docker service update --update-delay 10 web`),
    'missing unit in duration "10"',
  ],
  [
    'a compose file that is not there',
    plusCommand(`${mark}docker stack deploy -c compose.yml shop`),
    'compose.yml: no such file',
  ],
  ['a command that is not simulated', plusCommand(`${mark}docker stack config -c compose.yml`), 'is not simulated'],
  [
    'an image',
    plusCommand(`docker service update --image ${mark}web:3 web`),
    'the image "web:3" is not declared',
    'did you mean "web:1"',
  ],
  [
    'an image within quotes',
    plusCommand(`"docker service create --name api ${mark}webb:1"`),
    'the image "webb:1" is not declared',
  ],
  [
    'a registry that is neither here nor there',
    plus(`timeline:\n  - { at: 1m, registry: ${mark}away }`),
    'expected down, found "away"',
  ],
  [
    'a container of its own',
    plusCommand(`${mark}docker run -d nginx`),
    'docker run is for seatrial shell; in a scenario a load balancer stands under balancers',
  ],
  [
    'a command within a command',
    plusCommand(`"${mark}docker swarm join --token $(docker swarm join-tokn -q worker) 10.0.0.1:2377"`).replace(
      `"${mark}`,
      `${mark}"`,
    ),
    'unknown command: docker swarm join-tokn',
  ],
  [
    'a million million replicas',
    plusCommand(`docker service scale web=${mark}1000000000`),
    '1,000,000,000 replicas',
    'at most 1,000,000',
  ],
];

const compose: readonly Case[] = [
  [
    'an unknown key',
    but('deploy: { replicas: 2 }', `deploy: { ${mark}replcas: 2 }`),
    'services.web.deploy.replcas: Additional property replcas is not allowed',
    'did you mean replicas',
  ],
  [
    'a key that objects have',
    but('deploy: { replicas: 2 }', `deploy: { ${mark}constructor: 2 }`),
    'Additional property constructor is not allowed',
  ],
  [
    'a word in the place of a number',
    but('replicas: 2', `replicas: ${mark}two`),
    'services.web.deploy.replicas: must be a integer',
  ],
  ['a negative number', but('replicas: 2', `replicas: ${mark}-1`), 'overflows uint'],
  [
    'too many replicas',
    but('replicas: 2', `replicas: ${mark}1000000000`),
    '1,000,000,000 replicas',
    'at most 1,000,000',
  ],
  ['a mode', but('replicas: 2', `mode: ${mark}globl`), 'Unknown mode: globl'],
  ['a port', but('"8080:80"', `${mark}"8080:eighty"`), "Does not match format 'ports'", 'eighty'],
  [
    'a constraint',
    but('replicas: 2', `placement: { constraints: [${mark}"node.role=worker"] }`),
    'constraint expected one operator from ==, !=',
  ],
  ['no image', but('    image: web:1\n', '').replace('  web:\n', `  ${mark}web:\n`), 'no image specified'],
  [
    'nothing',
    but('  web:\n    image: web:1\n    ports: ["8080:80"]\n    deploy: { replicas: 2 }', `  ${mark}web:`),
    'services.web: must be a mapping',
  ],
  ['the name of a service', but('  web:\n    image', `  ${mark}my web:\n    image`), 'valid as a DNS name component'],
];

const expressions: readonly Case[] = [
  [
    'no metric of that name',
    plus(`expect:\n  - ${mark}p98(shoppers) < 250ms`),
    'no metric is called "p98"',
    'did you mean',
  ],
  ['a metric of nobody', plus(`expect:\n  - ${mark}p99 < 250ms`), 'p99 is of a client: write p99(NAME)'],
  ['a metric of the cluster', plus(`expect:\n  - pending(${mark}web) == 0`), 'whole cluster'],
  ['a bracket', plus(`expect:\n  - running${mark}(web == 2`), 'this ( is not closed'],
  ['a comparison', plus(`expect:\n  - running(web) ${mark}= 2`), 'expected a comparison', '"= 2"'],
  ['a limit', plus(`expect:\n  - running(web) ==${mark}`), 'the limit is missing'],
  ['a limit in another unit', plus(`expect:\n  - running(web) == ${mark}2ms`), 'compared with a number, found "2ms"'],
  [
    'a state that there is not',
    plus(`expect:\n  - update_state(web) == ${mark}complete`),
    'update_state is one of',
    'completed',
  ],
  ['an order of words', plus(`expect:\n  - update_state(web) ${mark}< completed`), 'compare it with == or !='],
  [
    'a service that is not there',
    plus(`expect:\n  - running(${mark}wep) == 2`),
    'no service is called "wep"',
    'did you mean "web"',
  ],
  ['a client that is not there', plus(`expect:\n  - p99(${mark}shoppers) < 250ms`), 'no client is called "shoppers"'],
  ['a balancer that is not there', plus(`expect:\n  - queue_length(${mark}lb) < 2`), 'no balancer is called "lb"'],
  ['a machine that is not there', plus(`expect:\n  - "cpu_busy(${mark}worker9) < 80%"`), 'no node is called "worker9"'],
  [
    'a window',
    plusClient('to: nodes:8080, arrivals: { poisson: { rate: 1/s } }').concat(
      `expect:\n  - p99(shoppers, ${mark}1m..30s) < 250ms\n`,
    ),
    'ends before it begins',
  ],
  [
    'a window after the end',
    plusClient('to: nodes:8080, arrivals: { poisson: { rate: 1/s } }').concat(
      `expect:\n  - p99(shoppers, 1m..${mark}5m) < 250ms\n`,
    ),
    'ends after the run',
  ],
];

const haproxyCfg = `defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s
frontend front
    bind *:80
    default_backend back
backend back
    balance roundrobin
    server s1 manager1:8080 check
`;

const balancer = (words: string) => plus(`balancers:\n  - { name: haproxy, ${words} }`);

/** A sound balancer, and an entry of the timeline. */
const toldBalancer = (words: string) => balancer('config: haproxy.cfg').concat(`timeline:\n  - { at: 1m, ${words} }\n`);

const balancers: readonly Case[] = [
  ['a file that is not there', balancer(`config: ${mark}haproxi.cfg`), 'haproxi.cfg: no such file'],
  [
    'the name of a machine',
    plus(`balancers:\n  - { name: ${mark}worker1, config: haproxy.cfg }`),
    'the name "worker1" is taken',
  ],
  ['ports', balancer(`config: haproxy.cfg, publish: [${mark}"8888"]`), 'expected PUBLISHED:PORT such as "8888:80"'],
  [
    'a number in the place of ports',
    balancer(`config: haproxy.cfg, publish: [${mark}8888]`),
    'expected ports such as "8888:80", found 8888',
  ],
  ['a port twice', balancer(`config: haproxy.cfg, publish: ["8888:80", ${mark}"8888:80"]`), 'published twice'],
  [
    'a runtime command without a balancer',
    plusCommand(`${mark}haproxy show stat`),
    'there is no balancer that could be told',
  ],
  ...(
    [
      ['a runtime command', 'haproxy set wieght back/s1 5', "did you mean 'set weight'?"],
      ['a backend of a runtime command', 'haproxy set weight nodes/s1 5', 'No such backend: nodes/s1'],
      ['a server of a runtime command', 'haproxy set weight back/s9 5', 'No such server: back/s9'],
      ['a word of a runtime command', 'haproxy set server back/s1 state down', "expects 'ready', 'drain' and 'maint'"],
    ] as const
  ).map(([what, run, says]): Case => [what, toldBalancer(`run: ${mark}${run}`), says]),
  [
    'a balancer of a runtime command',
    toldBalancer(`run: haproxy show stat, on: ${mark}worker1`),
    'no balancer is called "worker1"',
  ],
  ['a start after the end', balancer(`config: haproxy.cfg, start: ${mark}5m`), 'not before the end of the run'],
  [
    'a port that nobody binds',
    balancer(`config: haproxy.cfg, publish: ${mark}["8888:81"]`),
    'binds no port 81 – did you mean "80"',
  ],
  [
    'a port that it does not publish',
    balancer('config: haproxy.cfg, publish: ["8888:80"]').concat(
      `traffic:\n  - { name: a, to: ${mark}haproxy:8080, arrivals: { constant: { rate: 1/s } } }\n`,
    ),
    'publishes no port 8080',
  ],
];

function check(text: string, words: readonly string[], overrides: readonly string[] = []): void {
  const before = text.slice(0, text.indexOf(mark)).split('\n');
  const problems = problemsOf({ 'scenario.yaml': text.replace(mark, ''), 'haproxy.cfg': haproxyCfg }, overrides);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({
    file: 'scenario.yaml',
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
  });
  for (const word of words) expect(problems[0]?.message).toContain(word);
}

describe.each([
  ['YAML', yaml],
  ['the schema', schema],
  ['units', units],
  ['references', references],
  ['Docker commands', commands],
  ['compose', compose],
  ['expressions', expressions],
  ['balancers', balancers],
])('wrong input: %s', (_, cases) => {
  it.each(cases)('%s', (_what, text, ...words) => check(text, words));
});

describe('wrong input: haproxy.cfg', () => {
  it.each([
    ['a keyword', '    balanse roundrobin', 10, 'balanse'],
    ['an algorithm', '    balance robin', 10, 'robin'],
    ['a time', '    balance roundrobin\n    timeout server 30q', 11, "'timeout server'"],
  ])('%s', (_what, line, at, word) => {
    const cfg = haproxyCfg.replace('    balance roundrobin', line);
    const problems = problemsOf({
      'scenario.yaml': balancer('config: haproxy.cfg, publish: ["8888:80"]').concat(
        'traffic:\n  - { name: a, to: haproxy:8888, arrivals: { constant: { rate: 1/s } } }\n',
      ),
      'haproxy.cfg': cfg,
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: 'haproxy.cfg', line: at });
    expect(problems[0]?.message).toContain(word);
  });
});

it('wrong input: a server of haproxy.cfg that is no machine', () => {
  const cfg = haproxyCfg.replace('manager1:8080', 'manger1:8080');
  const [problem, ...more] = problemsOf({ 'scenario.yaml': balancer('config: haproxy.cfg'), 'haproxy.cfg': cfg });
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ file: 'haproxy.cfg', line: 11, column: 15 });
  expect(problem?.message).toContain('no machine has the name or address "manger1" – did you mean "manager1"?');
});

describe('wrong input: --set', () => {
  it.each([
    ['duration', 'expected path=value, e.g. services.web.deploy.replicas=8'],
    ['=8', 'expected path=value'],
    ['services..web=8', 'expected path=value'],
    ['duratoin=1m', 'unknown key "duratoin" – did you mean "duration"?'],
    ['duration=1', 'expected a duration such as 10s'],
    ['duration.minutes=1', '"duration" is a single value: it has nothing called "minutes"'],
    ['cluster.nodes.wrker.count=3', 'no item is called "wrker" – did you mean "worker"?'],
    ['cluster.nodes.2.count=3', 'no item is called "2"'],
    ['cluster.nodes.worker.cpus=many', 'expected a number of CPUs'],
    ['services.web.image=web:9', 'the image "web:9" is not declared'],
    ['services.web.deploy={', 'not YAML'],
    ['services.__proto__.image=web:1', 'cannot be a name'],
  ])('%s', (words, message) => {
    const problems = problemsOf({ 'scenario.yaml': sound }, [words]);
    expect(problems).toMatchObject([{ file: `--set ${words}`, line: 0 }]);
    expect(problems[0]?.message).toContain(message);
  });
});

describe('several mistakes', () => {
  it('are told together, in the order of the file', () => {
    const text = but('count: 2', 'count: -1').replace('cpus: 2', 'cpus: none').concat('warmup: soon\n');
    expect(problemsOf({ 'scenario.yaml': text }).map(({ line }) => line)).toEqual([5, 6, 15]);
  });

  it('in a haproxy.cfg leave what speaks of the balancer alone', () => {
    const text = balancer('config: nowhere.cfg').concat(
      'traffic:\n  - { name: a, to: haproxy:8888, arrivals: { constant: { rate: 1/s } } }\n',
    );
    expect(problemsOf({ 'scenario.yaml': text })).toHaveLength(1);
  });

  it('of an image that others are like are told once', () => {
    const text = but('web:2: { like: web:1 }', 'web:2: { like: web:3 }\n  web:4: { like: web:2 }');
    expect(problemsOf({ 'scenario.yaml': text })).toHaveLength(1);
  });
});
