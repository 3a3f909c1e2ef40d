/** `doorstep nats credentials` as it is typed: it says where the keys lie and never what they are. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../clients/cli/main';

let data: string;
beforeEach(() => (data = mkdtempSync(join(tmpdir(), 'doorstep-cli-nats-'))));
afterEach(() => rmSync(data, { recursive: true }));

async function doorstep(...argv: readonly string[]) {
  const said: string[] = [];
  const io = {
    out: (text: string) => void said.push(text),
    err: (text: string) => void said.push(text),
    env: { DOORSTEP_DATA: data },
    stopped: new AbortController().signal,
  };
  const exit = await run(['--lang', 'en', 'nats', 'credentials', ...argv], io);
  return { exit, text: said.join('\n') };
}

const secrets = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.nk'))
    .map((name) => /^SU\w+$/m.exec(readFileSync(join(folder, name), 'utf8'))?.[0] ?? '');

test('makes the keys in the data folder, says where, and what the server has to include', async () => {
  const { exit, text } = await doorstep();
  expect(exit).toBe(0);
  const folder = join(data, 'nats-users');
  expect(text).toMatch(new RegExp(`engine +made +${folder}/engine.nk`));
  expect(text).toContain(`Include ${join(folder, 'authorization.conf')}`);
  expect(secrets(folder)).toHaveLength(6);
  for (const secret of secrets(folder)) {
    expect(secret).toMatch(/^SU[A-Z2-7]{56}$/);
    expect(text).not.toContain(secret);
  }
});

test('another folder, persons, a rotation and its end, for programs', async () => {
  const folder = join(data, 'elsewhere');
  const json = async (...argv: readonly string[]) => {
    const { exit, text } = await doorstep('--json', '--out', folder, ...argv);
    expect(exit).toBe(0);
    for (const secret of secrets(folder)) expect(text).not.toContain(secret);
    return JSON.parse(text) as { users: { name: string; did: string; former: number }[]; reloaded: boolean };
  };
  const made = await json('--person', 'lead-oleaster-1', '--person', 'resident-01');
  expect(made.users.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['engine', 'participant.lead-oleaster-1', 'participant.resident-01']),
  );
  expect(made.reloaded).toBe(false);
  const rotated = await json('--rotate', 'engine', '--rotate', 'notifier');
  expect(rotated.users.filter(({ former }) => former === 1).map(({ name }) => name)).toEqual(['engine', 'notifier']);
  const ended = await json('--finish', '--revoke', 'participant.resident-01');
  expect(ended.users.filter(({ did }) => did === 'finished')).toHaveLength(2);
  expect(readdirSync(folder)).not.toContain('participant.resident-01.nk');
  expect(readdirSync(data)).toEqual(['elsewhere']);
});

test.each([
  [['--person', 'lead-oleander-1'], 4, 'PERSON_UNKNOWN'],
  [['--rotate', 'engin'], 4, 'NATS_USER_UNKNOWN'],
  [['--out'], 2, 'ARGUMENT_INVALID'],
])('%j ends with %d, %s', async (argv, code, error) => {
  const { exit, text } = await doorstep(...argv);
  expect(exit).toBe(code);
  expect(text).toContain(error);
});
