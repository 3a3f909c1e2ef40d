/** `doorstep simulate` itself: figures, languages, playing a kept history again, and what it says of wrong arguments. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate, type SimulateOptions } from '../../clients/cli/commands/simulate';
import type { Session } from '../../clients/cli/session';
import { generate } from '../../simulation/play/generate';

/** Only what the command uses: it needs no server. */
async function run(options: SimulateOptions, lang: 'zh' | 'en' = 'en', json = false) {
  const said: string[] = [];
  const session = { lang, json, io: { out: (text: string) => void said.push(text) } } as unknown as Session;
  const code = await simulate(session, options);
  return { code, out: said.join('\n') };
}
const few = { count: '50', workers: '1' };

test('says how many it played and how fast, and that every promise was kept', async () => {
  const { code, out } = await run(few);
  expect(code).toBe(0);
  expect(out).toMatch(/^50 histories of \d seeds from 1 \([\d,]+ steps, [\d,]+ of them played: .+; [\d,]+ events\)/);
  expect(out).toMatch(/histories per second/);
  expect(out).toMatch(/All \d+ promises were kept\.$/);
});

test('speaks Chinese', async () => {
  expect((await run(few, 'zh')).out).toMatch(/全部 \d+ 项保证均未被违反。$/);
});

test('gives programs one JSON document', async () => {
  const { out } = await run({ ...few, seed: '3' }, 'en', true);
  expect(JSON.parse(out)).toMatchObject({ seed: 3, tally: { histories: 50 }, failures: [], workers: 1 });
});

test('plays a kept history again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-simulate-'));
  const file = join(folder, 'history.json');
  writeFileSync(file, JSON.stringify(generate(5).history));
  expect(await run({ replay: file })).toEqual({ code: 0, out: 'Played again, this history keeps every promise.' });
  writeFileSync(file, '{}');
  await expect(run({ replay: file })).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
  rmSync(folder, { recursive: true });
});

test.each([
  ['--count', { count: '0' }],
  ['--seed', { seed: 'x' }],
  ['--workers', { workers: '0' }],
  ['--seconds', { seconds: '1.5' }],
])('%s has to be a whole number', async (option, options) => {
  await expect(run(options)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID', place: { field: option } });
});
