import type { Platform } from '../../objects/node.ts';
import type { Filter } from '../filter.ts';

/** The node's platform is among those of the image. */
export function platformFilter(): Filter {
  let supported: readonly Platform[] = [];
  return {
    name: 'platform',
    looksAt: 'node',
    applies({ spec }) {
      supported = spec.placement.platforms;
      return supported.length > 0;
    },
    demand: () => JSON.stringify(supported.map(({ os, arch }) => [os, arch])),
    check({ node }) {
      const actual = node.description?.platform ?? null;
      return actual !== null && supported.some((wanted) => isSupported(wanted, actual));
    },
    shortfalls({ node }) {
      const platform = node.description?.platform ?? null;
      const actual = platform === null ? 'unknown' : `${platform.os}/${platform.arch}`;
      const wanted = supported.map(({ os, arch }) => `${os}/${arch}`).join(' or ');
      return [{ lacks: `its platform is ${actual}`, remedy: `take an image for it (now: ${wanted})`, distance: 1 }];
    },
    explain: (nodes) => `unsupported platform on ${nodes === 1 ? '1 node' : `${nodes} nodes`}`,
  };
}

function isSupported(wanted: Platform, actual: Platform): boolean {
  const archFits = wanted.arch === '' || normalArch(wanted.arch) === normalArch(actual.arch);
  return archFits && (wanted.os === '' || wanted.os === actual.os);
}

/** The kernel's and Go's names of one architecture. */
function normalArch(arch: string): string {
  if (arch === 'x86_64') return 'amd64';
  return arch === 'aarch64' ? 'arm64' : arch;
}
