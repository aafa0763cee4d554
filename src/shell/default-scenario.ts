/** Where a session without a scenario takes place. */
export const defaultScenario = `name: session
seed: 1
duration: 1h
cluster:
  nodes:
    - { name: manager1, role: manager, cpus: 2, memory: 4GiB, address: 192.168.99.100 }
    - { name: worker1, cpus: 2, memory: 4GiB, address: 192.168.99.101 }
    - { name: worker2, cpus: 2, memory: 4GiB, address: 192.168.99.102 }
`;
