/** From what is typed to what the SDK is asked for; what it does with that is tested on real servers. */
import { wordsOf } from '../../clients/cli/lang';
import { buildProgram } from '../../clients/cli/program';
import { exampleOf } from '../../clients/cli/show/example';
import type { Doorstep } from '../../clients/sdk';
import { commandSchemas } from '../../contracts/commands';
import { COMMAND_NAMES } from '../../domain';

type Call = readonly [method: string, issue: string, payload: object, more: object];

/** What the SDK is asked for by one line. */
async function asked(line: string): Promise<Call> {
  const calls: Call[] = [];
  const doorstep = new Proxy({} as Doorstep, {
    get: (_, method) =>
      // A promise's `then` is looked for as well.
      method === 'then'
        ? undefined
        : (issue: string, payload: object, more: object) => {
            calls.push([String(method), issue, payload, more]);
            return Promise.resolve({ issue, stage: 'open', tier: 1, seq: 1, repeated: false });
          },
  });
  const io = { out: () => undefined, err: () => undefined, env: {}, stopped: new AbortController().signal };
  const program = buildProgram(io, 'en', wordsOf('en'), async (session, run) => {
    Object.assign(session, { doorstep: () => Promise.resolve(doorstep) });
    await run();
  });
  await program.parseAsync(line.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [], { from: 'user' });
  const [call] = calls;
  if (call === undefined) throw new Error(`nothing was asked for by: ${line}`);
  return call;
}

const ACTUAL: Readonly<Record<string, string>> = {
  '<person>': 'grid',
  '<party>': 'property',
  '<issue>': 'i-2',
  '<time>': '2026-10-02T14:05Z',
};

test.each(COMMAND_NAMES)('what explain tells people to type for %s is what the command takes', async (name) => {
  const line = exampleOf(name, 'i-1', 'lead')
    .replace('npx doorstep ', '')
    .replace(/<[a-z]+>/g, (placeholder) => ACTUAL[placeholder] ?? placeholder);
  const [method, issue, payload] = await asked(line);
  expect([method, issue]).toEqual([name, 'i-1']);
  expect(commandSchemas[name].safeParse(payload)).toMatchObject({ success: true, data: { by: 'lead' } });
});

const untilMs = Date.parse('2026-10-02T14:05Z');
test.each<[string, object]>([
  ['escalate i-1 --reason r', { reason: 'r' }],
  ['escalate i-1 --to committee --reason r', { reason: 'r', to: 'committee' }],
  ['request i-1 return --reason r', { kind: 'return', reason: 'r' }],
  ['request i-1 void --reason r', { kind: 'void', reason: 'r' }],
  ['request i-1 suspension --until 2026-10-02T14:05Z --reason r', { kind: 'suspension', reason: 'r', untilMs }],
  ['verify i-1 --note n', { note: 'n' }],
  ['dispatch i-1 property', { to: 'property' }],
  ['dispatch i-1 property --reason r', { to: 'property', reason: 'r' }],
  ['summon i-1 property --reason r', { party: 'property', reason: 'r' }],
  ['finish i-1 --note n --evidence photo:1 --evidence paper:2', { note: 'n', evidence: [photo('1'), paper('2')] }],
  ['pass-check i-1', { evidence: [] }],
  ['pass-check i-1 --note n --evidence photo:1', { note: 'n', evidence: [photo('1')] }],
  ['fail-check i-1 --reason r --evidence photo:1', { reason: 'r', evidence: [photo('1')] }],
  ['call-back i-1 unreachable --note n', { answer: 'unreachable', note: 'n' }],
  ['comment i-1 "two words" --evidence photo:1', { text: 'two words', evidence: [photo('1')] }],
  ['reclassify i-1 --category gas --reason r', { reason: 'r', category: 'gas' }],
  ['reclassify i-1 --severity urgent --reason r', { reason: 'r', severity: 'urgent' }],
  ['migrate i-1 calendar --reason r', { what: 'calendar', reason: 'r' }],
  ['delegate i-1 grid --until 2026-10-02T14:05Z --reason r', { to: 'grid', untilMs, reason: 'r' }],
  ['link i-1 i-2 --reason r', { to: 'i-2', reason: 'r' }],
])('%s', async (line, payload) => {
  const [, , given] = await asked(`${line} --as lead`);
  expect(given).toEqual({ by: 'lead', ...payload });
});

test('when it happened and the name of the command go along', async () => {
  const [, , , more] = await asked('report-in i-1 --occurred 2026-10-02T14:05Z --command-id c-1 --as lead');
  expect(more).toEqual({ commandId: 'c-1', occurredAtMs: untilMs });
});

test.each([
  ['escalate i-1', '--reason'],
  ['finish i-1', '--note'],
  ['delegate i-1 grid', '--until'],
  ['delegate i-1 grid --until tomorrow', '--until'],
  ['call-back i-1 pleased', '<answer>'],
  ['migrate i-1 rules --reason r', '<rules>'],
  ['reclassify i-1 --severity huge --reason r', '--severity'],
  ['request i-1 holiday --reason r', '<kind>'],
  ['dispatch i-1 Property', 'party'],
  ['link i-1 "I 2" --reason r', 'issue'],
])('%s is refused for its %s', async (line, field) => {
  await expect(asked(`${line} --as lead`)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID', place: { field } });
});

function photo(ref: string) {
  return { kind: 'photo', ref };
}
function paper(ref: string) {
  return { kind: 'paper', ref };
}
