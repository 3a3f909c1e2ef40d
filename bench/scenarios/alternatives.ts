/** The same life-cycles with one thing otherwise at a time: what a decision costs or gains. Not run unless it is named. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withCopy } from '../alternatives/copy';
import { variants, type Variant } from '../alternatives/variants';
import type { Row, Scenario, Settings } from '../scenario';
import { lifeCycles } from './life-cycles';

const run = promisify(execFile);
const WITHIN_MS = 900_000;

interface Measured {
  readonly perCoreSecond: number;
  readonly perSecond: number;
  readonly cpuMsPerLifeCycle: Readonly<Record<string, number>>;
}

export const alternatives: Scenario = {
  name: 'alternatives',
  title: 'Life-cycles with one thing otherwise, CPU ms each',
  run: async (settings) => {
    const figures: Record<string, Measured> = {};
    for (const variant of variants) {
      settings.say(variant.what);
      figures[variant.name] = await withCopy(variant.edits ?? [], (root) => measure(root, variant, settings));
    }
    const parts = Object.keys(Object.values(figures)[0]?.cpuMsPerLifeCycle ?? {});
    return {
      figures,
      head: ['', '/core-s', '/s', ...parts],
      rows: variants.map(({ name, what }): Row => {
        const found = figures[name];
        return [
          what,
          found?.perCoreSecond ?? '',
          found?.perSecond ?? '',
          ...parts.map((part) => found?.cpuMsPerLifeCycle[part] ?? ''),
        ];
      }),
      judged: [],
    };
  },
};

/** In a process of its own, whose last line is the result. */
async function measure(root: string, { args = [], env = {} }: Variant, { count, quick }: Settings): Promise<Measured> {
  const amount = [...(count === undefined ? [] : ['--count', String(count)]), ...(quick ? ['--quick'] : [])];
  const { stdout } = await run(
    process.execPath,
    [join(root, 'dist', 'bench', 'main.js'), lifeCycles.name, '--json', ...amount, ...args],
    {
      env: { ...process.env, ...env },
      timeout: WITHIN_MS,
      maxBuffer: 16 * 1024 * 1024,
    },
  );
  const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { figures: Record<string, Measured> };
  const found = result.figures[lifeCycles.name];
  if (found === undefined) throw new Error('The run gave no figures.');
  return found;
}
