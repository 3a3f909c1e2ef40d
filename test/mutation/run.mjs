/** `npm run mutate -- domain/kernel domain/capabilities/linking/decide.ts`: Stryker on these, or on all of domain/. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const stryker = join(
  dirname(createRequire(import.meta.url).resolve('@stryker-mutator/core/package.json')),
  'bin/stryker.js',
);
const paths = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
const options = process.argv.slice(2).filter((arg) => arg.startsWith('-'));
const globs = paths.map((path) =>
  path.endsWith('.ts') || path.includes('.ts:') ? path : `${path.replace(/\/$/, '')}/**/*.ts`,
);
const mutate = globs.length === 0 ? [] : ['--mutate', globs.join(',')];
// Each part is held against the tests that are about it; the rules' own lie in test/domain itself.
const parts = ['calendar', 'directory', 'duty', 'messages', 'procedure', 'rights'];
const tests = new Set(paths.map((path) => parts.find((part) => path.startsWith(`domain/${part}`)) ?? '.'));
if (paths.length === 0) ['.', ...parts].forEach((part) => tests.add(part));
const env = { ...process.env, MUTATION_TESTS: [...tests].join(',') };
const { status } = spawnSync(process.execPath, [stryker, 'run', ...mutate, ...options], { stdio: 'inherit', env });
process.exit(status ?? 1);
