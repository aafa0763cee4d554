// Gate: the layering of src/ as .dependency-cruiser.cjs has it. Usage: node scripts/check-layers.mjs [folder]
// Fails on a forbidden import and when it has not read every TypeScript file of src/ (0 modules read is no success).
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';

const root = resolve(process.argv[2] ?? '.');
const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

const folders = ['src', 'test', 'bench'].filter((folder) => existsSync(join(root, folder)));
const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => `${folder}/${name}`),
);
if (files.length === 0) fail('layers: 0 modules read');

const { output } = await cruise(files, { ...config.options, baseDir: root, validate: true, ruleSet: config });

const read = new Set(output.modules.map((module) => module.source));
const unread = files.filter((file) => !read.has(file));
if (unread.length > 0) fail(`layers: ${unread.length} of ${files.length} modules not read, first ${unread[0]}`);

const imports = output.modules.reduce((sum, module) => sum + module.dependencies.length, 0);
const fromSource = output.summary.violations.filter((violation) => violation.rule.severity === 'error');
for (const { from, to, rule } of fromSource) {
  const comment = config.forbidden.find(({ name }) => name === rule.name)?.comment;
  console.error(`${from} -> ${to}: ${rule.name} (${comment})`);
}
if (fromSource.length > 0) fail(`layers: ${fromSource.length} forbidden imports`);
console.log(`layers: ${files.length} modules, ${imports} imports, none forbidden`);

function fail(message) {
  console.error(message);
  process.exit(1);
}
