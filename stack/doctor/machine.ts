/** The machine itself: versions, disk, clock, time-zone data. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findGo } from '../binaries/go-build';
import { freeBytes, LEAST_FREE_BYTES } from '../data-folder';
import { isAtLeast } from '../servers/versions';
import { judge, ok, warn, type Finding } from './finding';

const COMFORTABLE_BYTES = 4 * LEAST_FREE_BYTES;
/** A wall clock that moves against the monotonic one by more than this is being set. */
const CLOCK_STEP_MS = 20;

export async function diagnoseMachine(dataDir: string, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  return [nodeVersion(), npmVersion(env), goVersion(env), diskSpace(dataDir), await clockSteadiness(), timeZoneData()];
}

function nodeVersion(): Finding {
  const { node } = process.versions;
  const fits = (isAtLeast(node, '20.19.0') && !isAtLeast(node, '21')) || isAtLeast(node, '22.12.0');
  return judge(fits, 'machine', 'Node.js', node, 'Install Node.js 20.19 or newer of the 20 line, or 22.12 or newer.');
}

function npmVersion(env: NodeJS.ProcessEnv): Finding {
  try {
    return ok(
      'machine',
      'npm',
      execFileSync('npm', ['--version'], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] }).trim(),
    );
  } catch {
    return warn(
      'machine',
      'npm',
      'not found',
      'Install npm to install or update Doorstep; a running stack does not need it.',
    );
  }
}

function goVersion(env: NodeJS.ProcessEnv): Finding {
  const go = findGo(env);
  if (go !== undefined) return ok('machine', 'Go', go.version);
  return warn(
    'machine',
    'Go',
    'not found',
    'Needed only to build NATS and Temporal once; see the checks of those two.',
  );
}

function diskSpace(dataDir: string): Finding {
  let folder = dataDir;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const free = freeBytes(folder);
  const found = `${(free / 1024 ** 3).toFixed(1)} GB free for ${dataDir}`;
  const remedy = 'Free some space, or choose a folder on another disk with DOORSTEP_DATA.';
  return judge(free >= COMFORTABLE_BYTES, 'machine', 'disk', found, remedy, free < LEAST_FREE_BYTES ? 'fail' : 'warn');
}

async function clockSteadiness(): Promise<Finding> {
  const offset = () => Date.now() - performance.now();
  const before = offset();
  await sleep(250);
  const step = Math.abs(offset() - before);
  const found = `wall and monotonic clock differ by ${step.toFixed(0)} ms over 250 ms`;
  return judge(
    step < CLOCK_STEP_MS,
    'machine',
    'clock',
    found,
    'The clock is being set in steps: let a time service slew it instead.',
    'warn',
  );
}

function timeZoneData(): Finding {
  const [, hour] = new Intl.DateTimeFormat('en', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  })
    .format(new Date(Date.UTC(2026, 0, 1)))
    .match(/GMT([+-]\d\d:\d\d)/) ?? [undefined, 'unknown'];
  const found = `${process.versions.tz ?? 'unknown version'}, Asia/Shanghai is ${hour}`;
  return judge(hour === '+08:00', 'machine', 'time-zone data', found, 'Use a Node.js with full ICU data.');
}
