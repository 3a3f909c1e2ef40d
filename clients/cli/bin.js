#!/usr/bin/env node
// Starts the compiled command line, compiling it first when the sources are newer. Plain JavaScript, so that it runs
// from a clean clone after `npm ci`. DOORSTEP_NO_BUILD=1 takes dist/ as it is.
'use strict';
const { existsSync, mkdirSync, readdirSync, rmdirSync, statSync, utimesSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..', '..');
const DIST = join(ROOT, 'dist');
const MAIN = join(DIST, 'clients', 'cli', 'main.js');
const STAMP = join(DIST, '.built-for-cli');
const LOCK = join(ROOT, 'node_modules', '.doorstep-building');
const SOURCES = [
  'activities',
  'clients',
  'contracts',
  'domain',
  'messaging',
  'policies',
  'stack',
  'store',
  'workers',
  'workflows',
];
/** A build that takes longer was killed and left its lock behind. */
const LONGEST_BUILD_MS = 180_000;

if (!process.env.DOORSTEP_NO_BUILD && existsSync(join(ROOT, 'tsconfig.build.json')) && isStale()) build();
require(MAIN).main();

function isStale() {
  // Our own stamp, and not the compiler's .tsbuildinfo: that one is written by a build that failed as well.
  const built = changedAt(STAMP);
  return !existsSync(MAIN) || SOURCES.some((folder) => holdsNewer(join(ROOT, folder), built));
}

function holdsNewer(folder, thanMs) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return holdsNewer(path, thanMs);
    return entry.name.endsWith('.ts') && changedAt(path) > thanMs;
  });
}

function changedAt(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 0 : found.mtimeMs;
}

/** One builds, whoever comes meanwhile waits for it. */
function build() {
  const begun = Date.now();
  while (!locked()) {
    if (Date.now() - changedAt(LOCK) > LONGEST_BUILD_MS) rmdirSync(LOCK);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  try {
    if (isStale()) compile(begun);
  } finally {
    rmdirSync(LOCK);
  }
}

function locked() {
  try {
    mkdirSync(LOCK);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    fail(`node_modules can't be written or is missing (${error.code}). Run \`npm ci\` first.`);
  }
}

function compile(begun) {
  process.stderr.write('doorstep: compiling the sources, once …\n');
  const tsc = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'tsc.cmd' : 'tsc');
  const { spawnSync } = require('node:child_process');
  const { status, error, stdout } = spawnSync(tsc, ['-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (error) fail(`the compiler did not start (${error.code}). Run \`npm ci\` first.`);
  if (status !== 0) fail(`the sources do not compile:\n${stdout}`);
  // As old as the beginning, so that what changed during the build is built again.
  writeFileSync(STAMP, '');
  utimesSync(STAMP, begun / 1000, begun / 1000);
}

function fail(message) {
  process.stderr.write(`doorstep: ${message}\n`);
  if (existsSync(LOCK)) rmdirSync(LOCK);
  process.exit(5);
}
