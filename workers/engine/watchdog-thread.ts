/** The thread of watchdog.ts. */
import { writeFileSync, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { Watch } from './watchdog';

const STDOUT = 1;
const { beats, everyMs, looks, pid, marker } = workerData as Watch;
const counted = new Int32Array(beats);
let last = -1;
let still = 0;

setInterval(() => {
  const now = Atomics.load(counted, 0);
  still = now === last ? still + 1 : 0;
  last = now;
  if (still < looks) return;
  const line = { level: 60, time: Date.now(), pid, worker: 'engine', msg: 'the main thread stands still; ended' };
  writeSync(STDOUT, `${JSON.stringify(line)}\n`);
  writeFileSync(marker, new Date().toISOString());
  process.kill(pid, 'SIGKILL');
}, everyMs);
