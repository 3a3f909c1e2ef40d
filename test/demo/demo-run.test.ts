/** One run of the demo on real servers, as a person starts it: the verdict, the exit code, and nothing left behind. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../clients/demo/result';
import { packageRoot } from '../../contracts/package-root';
import { GUARANTEES } from '../../store';
import { dataLayout } from '../../stack/data-folder';
import { identify } from '../../stack/process-identity';
import { leftoversOf } from '../../stack/supervisor/leftovers';
import { buildWhenStale } from '../support/build';

jest.setTimeout(600_000);

const folders = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('doorstep-demo-') && !name.includes('input'));

interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

function demo(...argv: string[]): {
  readonly ended: Promise<Ended>;
  readonly interrupt: () => void;
  readonly kill: () => void;
  readonly said: (text: string) => Promise<void>;
} {
  const main = join(packageRoot(), 'dist', 'clients', 'cli', 'main.js');
  const child = spawn(process.execPath, [main, 'demo', ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<Ended>((resolve) => child.once('close', (exit) => resolve({ exit, out, err })));
  const said = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      child.stderr.on('data', () => err.includes(text) && resolve());
      void ended.then(() => reject(new Error(`It ended without saying "${text}":\n${err}`)));
    });
  return { ended, interrupt: () => child.kill('SIGINT'), kill: () => child.kill('SIGKILL'), said };
}

/** Of the stack in that folder: those processes that run. */
const processesIn = (folder: string): readonly number[] =>
  leftoversOf(dataLayout(join(tmpdir(), folder)).children).map(({ pid }) => pid);

beforeAll(() => buildWhenStale());

test('twelve matters are played, counted and checked, and every guarantee holds', async () => {
  const before = folders();
  const { exit, out, err } = await demo('--limit', '12', '--scale', '14400', '--json').ended;
  expect([exit, err.includes('FAILED'), err]).toEqual([0, false, err]);
  const lines = out.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  const result = JSON.parse(lines[0] ?? '') as Result;
  expect(result).toMatchObject({ ok: true, unfinished: [], people: { faults: [] } });
  expect(result.findings.map(({ guarantee }) => guarantee)).toEqual([...GUARANTEES]);
  // What a part of the day has to check depends on who is quick enough to ask: on all of it the next test insists.
  expect(result.findings.filter(({ ok }) => !ok)).toEqual([]);
  const { outcomes, notices, issues } = result.summary;
  const { open, ...ended } = outcomes;
  expect([Object.values(ended).reduce((sum, count) => sum + count, 0), open]).toEqual([issues, 0]);
  expect(issues).toBe(12);
  // A part of the day need not show all of it, and says what it did not show.
  expect(result).toMatchObject({ isKept: true, isPromised: false });
  expect(result.unseen.length).toBeGreaterThan(0);
  expect(err).toMatch(/Not seen|没有出现/);
  expect(notices.delivered).toBe(notices.queued);
  expect(folders().filter((name) => !before.includes(name))).toEqual([]);
});

test('the shipped day shows all that practice knows, and says so', async () => {
  const { exit, out, err } = await demo('--json', '--lang', 'en').ended;
  const result = JSON.parse(out.trimEnd()) as Result;
  expect([exit, result.unseen, result.unfinished, err]).toEqual([0, [], [], err]);
  expect(result).toMatchObject({ ok: true, isPromised: true, people: { faults: [] } });
  expect(result.findings.filter(({ ok, checked }) => !ok || checked === 0)).toEqual([]);
  expect(err).toContain('All of it was seen.');
});

test('Ctrl-C in the middle ends it cleanly', async () => {
  const before = folders();
  const run = demo('--limit', '12', '--scale', '3600', '--json');
  await run.said('reported ');
  const askedMs = performance.now();
  run.interrupt();
  const { exit, out } = await run.ended;
  expect([exit, out]).toEqual([130, '']);
  expect(performance.now() - askedMs).toBeLessThan(30_000);
  expect(folders().filter((name) => !before.includes(name))).toEqual([]);
});

test('what a demo that was killed leaves is cleared by the next one', async () => {
  const before = folders();
  const killed = demo('--limit', '12', '--scale', '3600', '--json');
  await killed.said('reported ');
  killed.kill();
  await killed.ended;
  const [left = ''] = folders().filter((name) => !before.includes(name));
  const pids = processesIn(left);
  expect(pids.length).toBeGreaterThan(0);
  const next = demo('--limit', '1', '--json');
  await next.said(`Removing ${join(tmpdir(), left)}`);
  expect(pids.filter((pid) => identify(pid) !== undefined)).toEqual([]);
  next.interrupt();
  await next.ended;
  expect(folders().filter((name) => !before.includes(name))).toEqual([]);
});
