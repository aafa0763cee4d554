// Makes one program of the modules that each of some entries needs: `node scripts/bundle.mjs TO ENTRY…`, ENTRY a module's path.
// V8 knows what a constant of the same module is, not what an imported one is: a bundle takes some hundredths less time a request
// than its modules one by one (docs/background/performance.md), and starts in half the time.
import { rmSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { rolldown } from 'rolldown';

const [to, ...entries] = process.argv.slice(2);
rmSync(to, { recursive: true, force: true });
const bundle = await rolldown({
  input: Object.fromEntries(entries.map((entry) => [basename(entry, '.ts'), entry])),
  platform: 'node',
  // Packages stay what is installed.
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
});
// All in one folder: modules find their neighbours (the program of a thread) by their own address.
await bundle.write({ dir: to, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
