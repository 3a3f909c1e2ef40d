/**
 * Loaded into each worker (and each of its threads) by `--profile`, before anything else: takes a CPU profile between
 * the moments when the benchmark makes the files `start` and `stop` in the folder.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { basename, join } from 'node:path';
import { threadId } from 'node:worker_threads';

const LOOK_EVERY_MS = 100;
const SAMPLE_EVERY_US = 500;

function watch(folder: string): void {
  const session = new Session();
  session.connect();
  let running = false;
  const timer = setInterval(() => {
    if (!running && existsSync(join(folder, 'start'))) {
      running = true;
      session.post('Profiler.enable');
      session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
      session.post('Profiler.start');
    } else if (running && existsSync(join(folder, 'stop'))) {
      clearInterval(timer);
      session.post('Profiler.stop', (_error, { profile }) => {
        const name = `${basename(process.argv[1] ?? 'node', '.js')}-${process.pid}-thread-${threadId}.cpuprofile`;
        writeFileSync(join(folder, name), JSON.stringify(profile));
      });
    }
  }, LOOK_EVERY_MS);
  timer.unref();
}

const folder = process.env['DOORSTEP_BENCH_PROFILE'];
if (folder) watch(folder);
