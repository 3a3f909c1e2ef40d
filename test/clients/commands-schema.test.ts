import { commandSchemas, reportSchema } from '../../contracts/commands';
import { COMMAND_NAMES, parseCommand, type CommandName } from '../../domain';

const by = 'lead';
const good: Readonly<Record<CommandName, readonly unknown[]>> = {
  acknowledge: [{ by }],
  assign: [{ by, to: 'grid' }],
  escalate: [{ by, reason: 'too big' }],
  handle: [
    { by, note: 'done', evidence: [] },
    { by, note: 'done', evidence: [{ kind: 'photo', ref: 'p-1' }] },
  ],
  request: [
    { by, kind: 'extension', reason: 'parts', extendByMs: 1 },
    { by, kind: 'suspension', reason: 'frost', untilMs: 1 },
    { by, kind: 'force-close', reason: 'moved' },
  ],
  approve: [{ by }, { by, approval: 'a1', reason: 'fine' }],
  reject: [{ by }, { by, approval: 'a1' }],
  resume: [{ by }],
  confirm: [{ by }],
  dispute: [{ by, reason: 'dark' }],
  reopen: [{ by, reason: 'back' }],
};

describe('the schemas at the edges and the check at the workflow’s door', () => {
  test.each(COMMAND_NAMES)('%s: both take what is well-formed', (name) => {
    for (const payload of good[name]) {
      expect(commandSchemas[name].safeParse(payload)).toMatchObject({ success: true, data: payload });
      expect(parseCommand(name, payload).ok).toBe(true);
    }
  });

  test.each(COMMAND_NAMES)('%s: both refuse a missing field, an unknown one and a wrong id', (name) => {
    const [payload] = good[name];
    for (const bad of [
      {},
      null,
      'x',
      { ...(payload as object), extra: 1 },
      { ...(payload as object), by: 'Not An Id' },
    ]) {
      expect(commandSchemas[name].safeParse(bad).success).toBe(false);
      expect(parseCommand(name, bad).ok).toBe(false);
    }
  });

  test('a report names each field at fault in words', () => {
    const report = { text: ' ', category: 'lamps', severity: 'bad', unit: 'B 1', channel: 'app' };
    const problems = reportSchema
      .safeParse(report)
      .error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    expect(problems).toEqual([
      'text must be text of 1 to 2,000 characters',
      'severity must be low, normal, high, urgent',
      'unit must be an id: 1 to 64 of a-z, 0-9 and -',
      'reporter is missing',
    ]);
  });
});
