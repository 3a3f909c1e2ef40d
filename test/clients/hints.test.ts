/** A refusal of the rules becomes PERSON_UNKNOWN only where the policies at hand are those of the engine. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withHint } from '../../clients/cli/hints';
import { wordsOf } from '../../clients/cli/lang';
import { openSession } from '../../clients/cli/session';
import { DoorstepError } from '../../contracts/errors';
import { packageRoot } from '../../contracts/package-root';

const policies = join(packageRoot(), 'policies');
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'doorstep-hints-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const told = (as: string, env: NodeJS.ProcessEnv): Promise<DoorstepError> => {
  const io = { out: () => undefined, err: () => undefined, env, stopped: new AbortController().signal };
  const refusal = new DoorstepError('NOT_YOURS_TO_DO', `${as} may not acknowledge here; lead-oleaster-1 may.`);
  return withHint(refusal, { command: 'ack', name: 'i-1', as }, openSession(io, 'en', wordsOf('en'), {}));
};
const runningHere = (): NodeJS.ProcessEnv => {
  writeFileSync(join(folder, 'stack.json'), JSON.stringify({ policies }));
  return { DOORSTEP_DATA: folder };
};

test.each<[string, () => NodeJS.ProcessEnv]>([
  ['of the stack on this machine', runningHere],
  ['that the environment names', () => ({ DOORSTEP_DATA: folder, DOORSTEP_POLICIES: policies })],
])('GIVEN the policies %s WHEN a stranger is refused THEN it is said that nobody has this id', async (_, env) => {
  const error = await told('lead-oleaster-11', env());
  expect(error.code).toBe('PERSON_UNKNOWN');
  expect(error.message).toContain('Did you mean "lead-oleaster-1"?');
  expect((await told('resident-01', env())).code).toBe('NOT_YOURS_TO_DO');
});

test.each<[string, () => NodeJS.ProcessEnv]>([
  ['no policies but those that ship', () => ({ DOORSTEP_DATA: folder })],
  ['servers elsewhere', () => ({ ...runningHere(), TEMPORAL_ADDRESS: 'temporal.example:7233' })],
])('GIVEN %s THEN somebody who may be known there is not called unknown', async (_, env) => {
  const error = await told('lead-oleaster-11', env());
  expect(error.code).toBe('NOT_YOURS_TO_DO');
  expect(error.message).toContain('Did you mean lead-oleaster-1?');
});
