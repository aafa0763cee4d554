/** What `seatrial init` writes: small, whole, and worth changing. */
export const firstScenario = `# A first scenario. Run it:            seatrial run FILE
# What may stand where, in an editor:  seatrial schema > scenario.schema.json
# yaml-language-server: $schema=./scenario.schema.json

name: my first scenario
seed: 7                         # another seed, another run; the same seed, the same bytes
duration: 3m
warmup: 20s                     # cut from the summary, not from the charts

cluster:
  nodes:                        # they form a swarm at time 0
    - { name: manager1, role: manager, cpus: 2, memory: 4GiB }
    - { name: worker, count: 3, cpus: 2, memory: 4GiB }           # worker1, worker2, worker3

images:                         # how a container made from an image behaves
  shop:1:
    size: 120MB                 # pulled over the network by each node that has not got it
    start: { lognormal: { median: 800ms, p99: 2s } }              # from ready to running
    listens_after: 200ms        # refuses connections until then
    on_stop: { drain: 10s }     # on SIGTERM: answer what is there, then end
    demand: { lognormal: { median: 8ms, p99: 60ms } }             # CPU time of one request
    concurrency: 8
    backlog: 128
  shop:2: { like: shop:1 }
  shop:broken: { like: shop:1, exits: { after: 1s, code: 1 } }

services:                       # in the words of a compose file
  shop:
    image: shop:1
    ports: ["8080:80"]
    deploy:
      replicas: 6
      update_config: { delay: 5s, failure_action: rollback }

traffic:
  - name: shoppers
    to: nodes:8080              # each node in turn; or worker1:8080, or a balancer
    from: 5s
    arrivals: { poisson: { rate: 200/s } }
    timeout: 2s

timeline:                       # docker's own commands, and faults
  - { at: 60s, run: docker service update --image shop:2 shop }
  - { at: 130s, crash: worker1 }
  - { at: 160s, run: docker service ps shop }
  # Try a broken release:  - { at: 100s, run: docker service update --image shop:broken shop }

expect:                         # checked at the end; exit code 1 if one does not hold
  - error_rate(shoppers, 20s..60s) < 0.1%
  - update_state(shop) == completed
`;
