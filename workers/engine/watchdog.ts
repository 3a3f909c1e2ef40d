/**
 * Ends an engine whose main thread does not turn any more, so that it is started again. A workflow that never returns
 * would be the reason; the next engine is careful for a while: it gives each call into a workflow a limit, which costs a
 * little and fails that one workflow's tasks instead of stopping all.
 */
import { mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const BEAT_EVERY_MS = 500;
/** So many looks in a row without a beat: ten seconds of running, however long the process was suspended. */
const LOOKS = 20;
const CAREFUL_MS = 600_000;

/** What the thread is given. */
export interface Watch {
  /** One number that the main thread counts up. */
  readonly beats: SharedArrayBuffer;
  readonly everyMs: number;
  readonly looks: number;
  readonly pid: number;
  /** Written before the end, for the next engine. */
  readonly marker: string;
}

const markerIn = (folder: string): string => join(folder, 'engine-stalled');
const folderOf = (env: NodeJS.ProcessEnv): string => env['DOORSTEP_DATA'] || tmpdir();

/** Whether an engine of this folder was ended by its watchdog in the last ten minutes. */
export function stalledLately(env: NodeJS.ProcessEnv = process.env): boolean {
  const found = statSync(markerIn(folderOf(env)), { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs < CAREFUL_MS;
}

/** Call it when the start is over, which may take long. @param looks after so many without a beat the process is killed */
export function watchMainThread(env: NodeJS.ProcessEnv = process.env, looks = LOOKS): void {
  const folder = folderOf(env);
  mkdirSync(folder, { recursive: true });
  const watch: Watch = {
    beats: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
    everyMs: BEAT_EVERY_MS,
    looks,
    pid: process.pid,
    marker: markerIn(folder),
  };
  const beats = new Int32Array(watch.beats);
  setInterval(() => Atomics.add(beats, 0, 1), BEAT_EVERY_MS).unref();
  const thread = new Worker(join(__dirname, 'watchdog-thread.js'), {
    workerData: watch,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
  });
  thread.unref();
}
