/** The machine itself: versions, clock, time-zone data. */
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { findGo } from '../binaries/go-build';
import { isAtLeast } from '../servers/versions';
import { say } from '../texts';
import { judge, ok, warn, type Finding } from './finding';

/** A wall clock that moves against the monotonic one by more than this is being set. */
const CLOCK_STEP_MS = 20;

export async function diagnoseMachine(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  return [nodeVersion(), npmVersion(env), goVersion(env), await clockSteadiness(), timeZoneData()];
}

function nodeVersion(): Finding {
  const { node } = process.versions;
  const fits = (isAtLeast(node, '20.19.0') && !isAtLeast(node, '21')) || isAtLeast(node, '22.12.0');
  return judge(fits, 'machine', 'Node.js', node, say('node.other'));
}

function npmVersion(env: NodeJS.ProcessEnv): Finding {
  try {
    return ok(
      'machine',
      'npm',
      execFileSync('npm', ['--version'], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] }).trim(),
    );
  } catch {
    return warn('machine', 'npm', say('not-found'), say('npm.missing'));
  }
}

function goVersion(env: NodeJS.ProcessEnv): Finding {
  const go = findGo(env);
  if (go !== undefined) return ok('machine', 'Go', go.version);
  return warn('machine', 'Go', say('not-found'), say('go.missing'));
}

async function clockSteadiness(): Promise<Finding> {
  const offset = () => Date.now() - performance.now();
  const before = offset();
  await sleep(250);
  const step = Math.abs(offset() - before);
  const found = say('clock.drift', { ms: step.toFixed(0) });
  return judge(step < CLOCK_STEP_MS, 'machine', 'clock', found, say('clock.stepped'), 'warn');
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
  const found = say('zone.data', { version: process.versions.tz ?? '?', offset: hour ?? '?' });
  return judge(hour === '+08:00', 'machine', 'time-zone data', found, say('zone.missing'));
}
