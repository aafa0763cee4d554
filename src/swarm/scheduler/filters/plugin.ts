import type { Plugin } from '../../objects/node.ts';
import type { Filter } from '../filter.ts';

/**
 * The node has the volume and log drivers that the task names. A task's networks call for a network driver as well, but
 * they are all of the driver `overlay`, which every engine has built in. A node that tells nothing of its engine passes.
 */
export function pluginFilter(): Filter {
  let volumeDrivers: readonly string[] = [];
  let logDriver = '';
  return {
    name: 'plugin',
    looksAt: 'node',
    applies({ spec }) {
      volumeDrivers = spec.container.mounts
        .filter(({ type, driver }) => type === 'volume' && driver !== '' && driver !== 'local')
        .map(({ driver }) => driver);
      logDriver = spec.logDriver === null || spec.logDriver.name === 'none' ? '' : spec.logDriver.name;
      return volumeDrivers.length > 0 || logDriver !== '';
    },
    demand: () => JSON.stringify([volumeDrivers, logDriver]),
    check({ node }) {
      const engine = node.description?.engine ?? null;
      if (engine === null) return true;
      const { plugins } = engine;
      if (!volumeDrivers.every((driver) => has(plugins, 'Volume', driver))) return false;
      // An old engine does not report its log drivers.
      return logDriver === '' || has(plugins, 'Log', logDriver) || !plugins.some(({ type }) => type === 'Log');
    },
    shortfalls({ node }) {
      const plugins = node.description?.engine?.plugins ?? [];
      const kinds = [
        ...volumeDrivers.map((name) => ({ type: 'Volume', name })),
        ...(logDriver === '' ? [] : [{ type: 'Log', name: logDriver }]),
      ];
      return kinds
        .filter(({ type, name }) => !has(plugins, type, name))
        .map(({ type, name }) => {
          const driver = `the ${type.toLowerCase()} driver ${name}`;
          return { lacks: `it lacks ${driver}`, remedy: `install ${driver} there`, distance: 1 };
        });
    },
    explain: (nodes) => `missing plugin on ${nodes === 1 ? '1 node' : `${nodes} nodes`}`,
  };
}

function has(plugins: readonly Plugin[], type: string, name: string): boolean {
  return plugins.some((plugin) => plugin.type === type && (plugin.name === name || plugin.name === `${name}:latest`));
}
