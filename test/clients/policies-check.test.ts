/** `doorstep policies check`: the documents that ship are in order, and a competence that nobody holds is pointed at. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policiesCheck } from '../../clients/cli/commands/policies-check';
import { wordsOf } from '../../clients/cli/lang';
import { openSession } from '../../clients/cli/session';
import { packageRoot } from '../../contracts/package-root';
import type { Lang } from '../../domain/procedure/documents/words';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-check-'));
beforeEach(() => cpSync(join(packageRoot(), 'policies'), folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true }));

async function said(lang: Lang, json = false): Promise<string> {
  const out: string[] = [];
  const io = {
    out: (text: string) => void out.push(text),
    err: () => undefined,
    env: { DOORSTEP_DATA: '/nowhere' },
    stopped: new AbortController().signal,
  };
  await policiesCheck(openSession(io, lang, wordsOf(lang), { json }), folder);
  return out.join('\n');
}

function asks(competence: string): void {
  const file = join(folder, 'procedures', 'default.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('role: grid-worker\n');
  writeFileSync(file, text.replace('role: grid-worker\n', `role: grid-worker\n    competence: ${competence}\n`));
}

test('of what ships there is nothing to say, and a competence that somebody holds is none either', async () => {
  expect((await said('en')).split('\n')).toHaveLength(1);
  asks('electrical');
  expect(JSON.parse(await said('en', true))).toMatchObject({ ok: true, warnings: [] });
});

test('a competence that nobody holds is named with its place, and with the one that was meant', async () => {
  asks('[electrcal, gas-fitting]');
  expect(JSON.parse(await said('en', true))).toMatchObject({
    ok: true,
    warnings: [
      { procedure: 'default', field: 'tiers.grid-worker.competence', tag: 'electrcal', meant: 'electrical' },
      { procedure: 'default', field: 'tiers.grid-worker.competence', tag: 'gas-fitting' },
    ],
  });
  const english = await said('en');
  expect(english).toMatch(
    /default\.yaml, tiers\.grid-worker\.competence: nobody .*"electrcal".* Did you mean "electrical"\?/,
  );
  expect(english).toMatch(/"gas-fitting", so this post is passed over\.$/m);
  expect(await said('zh')).toContain('无人具备“electrcal”，该岗位会被跳过。您是不是要“electrical”？');
});
