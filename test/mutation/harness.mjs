/** As much of Jest as the tests of the rules use: describe, it, each, expect, snapshots, and TypeScript by swc. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { expect } from 'expect';
import { bind } from 'jest-each';

const require = createRequire(import.meta.url);
const compiled = new Map();

Module._extensions['.ts'] = (module, file) => {
  if (!compiled.has(file)) {
    const jsc = { parser: { syntax: 'typescript' }, target: 'es2022' };
    const { code } = transformSync(readFileSync(file, 'utf8'), { filename: file, jsc, module: { type: 'commonjs' } });
    compiled.set(file, code);
  }
  module._compile(compiled.get(file), file);
};

/** Properties are tried with the same few cases each time: a score that can be had again, and survivors that cost little. */
const { default: fc } = require('fast-check');
const assert = (property, options = {}) =>
  fc.assert(property, { ...options, seed: 1, numRuns: Math.min(options.numRuns ?? 100, MOST_RUNS) });
const fewer = { __esModule: true, default: { ...fc, assert } };
const load = Module._load;
Module._load = (request, ...rest) => (request === 'fast-check' ? fewer : load(request, ...rest));
const MOST_RUNS = Number(process.env.MUTATION_RUNS ?? 50);

let tests = [];
let names = [];
const within = (name, body) => {
  names.push(name);
  body();
  names.pop();
};
const test = (name, fn) => {
  const id = [...names, name].join(' > ');
  if (!BESIDE.test(id)) tests.push({ id, fn });
};
/** They count what a thousand cases reach, or play thousands of histories: too long to be played for each mutant. */
const BESIDE =
  /the generator reaches|there and back leaves every deadline where it was|whoever had a command accepted may give it at the door/;
/** Files that are left for a second run, which tries with them what is left alone by the others. */
const LATER = new RegExp(process.env.MUTATION_LATER ?? '^$');
globalThis.expect = expect;
globalThis.describe = (name, body) => within(name, body);
globalThis.it = globalThis.test = test;
globalThis.describe.each = bind(globalThis.describe, false);
test.each = bind(test, false);

/** A snapshot is held against what the rules gave without a mutant, which Jest has held against the file. */
export const snapshots = {
  seen: new Map(),
  begin(id, keep) {
    Object.assign(this, { id, keep, count: 0 });
  },
};
expect.extend({
  toMatchSnapshot(value) {
    const key = `${snapshots.id} ${(snapshots.count += 1)}`;
    const text = JSON.stringify(value);
    if (snapshots.keep && !snapshots.seen.has(key)) snapshots.seen.set(key, text);
    return { pass: snapshots.seen.get(key) === text, message: () => `${key} gives another snapshot` };
  },
});

/** Loads rules and tests anew; the ids of tests are their names, with the file's. */
export function loadTests() {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(process.cwd()) && !file.includes('/node_modules/')) delete require.cache[file];
  }
  // Not known before Stryker has made its sandbox, and gone there.
  const here = join(process.cwd(), 'test', 'domain');
  tests = [];
  names = [];
  for (const part of (process.env.MUTATION_TESTS ?? '.').split(',')) {
    for (const file of readdirSync(join(here, part)).sort()) {
      if (file.endsWith('.test.ts') && !LATER.test(file))
        within(join(part, file), () => void require(join(here, part, file)));
    }
  }
  const times = new Map();
  return tests.map(({ id, fn }) => {
    times.set(id, (times.get(id) ?? 0) + 1);
    return { id: times.get(id) === 1 ? id : `${id} #${times.get(id)}`, fn };
  });
}
