// Gate: what would make a run depend on anything but scenario, seed and version is not used in the core.
// Usage: node scripts/check-forbidden.mjs [folder]. Prints file:line:column of each finding; fails on 0 files read.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const core = ['kernel', 'swarm', 'traffic', 'metrics', 'haproxy', 'docker', 'simulation'];

/** Members of globals, `*` for any member. */
const forbiddenMembers = {
  Math: ['random'],
  Date: ['now'],
  performance: ['*'],
  process: ['*'],
  crypto: ['*'],
  Intl: ['*'],
};
const forbiddenCalls = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'require']);

const root = resolve(process.argv[2] ?? '.');
const files = core
  .filter((room) => existsSync(join(root, 'src', room)))
  .flatMap((room) =>
    readdirSync(join(root, 'src', room), { recursive: true, encoding: 'utf8' }).map((name) => `src/${room}/${name}`),
  )
  .filter((name) => /\.[cm]?tsx?$/.test(name) && !name.endsWith('.test.ts') && !name.includes('/testing/'));

if (files.length === 0) {
  console.error('forbidden: 0 files read');
  process.exit(1);
}

let findings = 0;
for (const file of files) {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2023, true);
  visit(source, (node, what) => {
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
    console.error(`${file}:${line + 1}:${character + 1} ${what}`);
    findings++;
  });
}
if (findings > 0) {
  console.error(`forbidden: ${findings} findings in the core`);
  process.exit(1);
}
console.log(`forbidden: ${files.length} files of the core, no findings`);

function visit(node, report) {
  const what = findingIn(node);
  if (what !== undefined) report(node, what);
  ts.forEachChild(node, (child) => visit(child, report));
}

/** What is wrong with this one node, if anything. */
function findingIn(node) {
  if (ts.isForInStatement(node)) return 'for…in (order of keys; use for…of)';
  if (ts.isStringLiteralLike(node) && isModuleName(node) && isOfNode(node.text)) return `module of Node: ${node.text}`;
  if (ts.isNewExpression(node) && nameOf(node.expression) === 'Date' && !node.arguments?.length) {
    return 'new Date() (the wall clock)';
  }
  if (ts.isCallExpression(node)) return findingInCall(node);
  const access = memberAccess(node);
  if (access !== undefined) return findingInMember(access.object, access.member);
  // const { random } = Math
  if (ts.isBindingElement(node) && ts.isVariableDeclaration(node.parent.parent) && node.parent.parent.initializer) {
    return findingInMember(node.parent.parent.initializer, (node.propertyName ?? node.name).getText());
  }
  return undefined;
}

function findingInCall(node) {
  const callee = node.expression;
  if (ts.isIdentifier(callee) && callee.text === 'Date') return 'Date() (the wall clock)';
  if (ts.isIdentifier(callee) && forbiddenCalls.has(callee.text)) return `${callee.text}()`;
  const access = memberAccess(callee);
  if (access === undefined || node.arguments.length > 0) return undefined;
  return ['sort', 'toSorted'].includes(access.member) ? `.${access.member}() without a comparator` : undefined;
}

function findingInMember(object, member) {
  if (member === 'localeCompare' || member.startsWith('toLocale')) return `${member} (depends on the locale)`;
  const name = nameOf(object);
  if (name === undefined || !Object.hasOwn(forbiddenMembers, name)) return undefined;
  const members = forbiddenMembers[name];
  return members.includes('*') || members.includes(member) ? `${name}.${member}` : undefined;
}

/** `a.b`, `a?.b`, `a['b']` */
function memberAccess(node) {
  if (ts.isPropertyAccessExpression(node)) return { object: node.expression, member: node.name.text };
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return { object: node.expression, member: node.argumentExpression.text };
  }
  return undefined;
}

/** `Math`, and `Math` of `globalThis.Math`. */
function nameOf(node) {
  if (ts.isIdentifier(node)) return node.text;
  const access = memberAccess(node);
  return access !== undefined && nameOf(access.object) === 'globalThis' ? access.member : undefined;
}

function isModuleName(node) {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent))
    return true;
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent);
  return ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword;
}

function isOfNode(name) {
  return name.startsWith('node:') || builtinModules.includes(name);
}
