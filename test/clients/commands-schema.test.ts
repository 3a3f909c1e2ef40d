import { commandSchemas, reportSchema } from '../../contracts/commands';
import { COMMAND_NAMES, parseCommand, type CommandName } from '../../domain';

const by = 'lead';
const evidence = [{ kind: 'photo', ref: 'p-1' }];
const good: Readonly<Record<CommandName, readonly unknown[]>> = {
  acknowledge: [{ by }],
  assign: [{ by, to: 'grid' }],
  escalate: [
    { by, reason: 'too big' },
    { by, reason: 'too big', to: 'committee' },
  ],
  handle: [
    { by, note: 'done', evidence: [] },
    { by, note: 'done', evidence: [{ kind: 'photo', ref: 'p-1' }] },
  ],
  request: [
    { by, kind: 'extension', reason: 'parts', extendByMs: 1 },
    { by, kind: 'suspension', reason: 'frost', untilMs: 1 },
    { by, kind: 'force-close', reason: 'moved' },
    { by, kind: 'return', reason: 'not ours' },
    { by, kind: 'void', reason: 'a test' },
  ],
  approve: [{ by }, { by, approval: 'a1', reason: 'fine' }],
  reject: [{ by }, { by, approval: 'a1' }],
  resume: [{ by }],
  confirm: [{ by }],
  dispute: [{ by, reason: 'dark' }],
  reopen: [{ by, reason: 'back' }],
  verify: [{ by }, { by, note: 'seen' }],
  decline: [{ by, reason: 'not here' }],
  dispatch: [
    { by, to: 'property' },
    { by, to: 'property', reason: 'theirs' },
  ],
  summon: [{ by, party: 'property', reason: 'pipes' }],
  'report-in': [{ by }],
  finish: [{ by, note: 'done', evidence }],
  release: [{ by, party: 'property', reason: 'never came' }],
  'pass-check': [
    { by, evidence },
    { by, evidence: [], note: 'seen' },
  ],
  'fail-check': [{ by, reason: 'dark', evidence: [] }],
  'call-back': [
    { by, answer: 'satisfied' },
    { by, answer: 'unreachable', note: 'no answer' },
  ],
  withdraw: [{ by, reason: 'gone' }],
  supervise: [{ by, reason: 'again' }],
  answer: [{ by, note: 'tomorrow' }],
  comment: [{ by, text: 'seen', evidence }],
  reclassify: [
    { by, reason: 'gas', category: 'gas', severity: 'urgent' },
    { by, reason: 'gas', severity: 'urgent' },
  ],
  migrate: [
    { by, what: 'procedure', reason: 'mended' },
    { by, what: 'calendar', reason: 'holidays' },
  ],
  delegate: [
    { by, to: 'grid', untilMs: 1 },
    { by, to: 'grid', untilMs: 1, reason: 'leave' },
  ],
  link: [{ by, to: 'i-2', reason: 'same' }],
  unlink: [{ by, reason: 'other' }],
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

  test.each<[CommandName, object]>([
    ['call-back', { by, answer: 'pleased' }],
    ['migrate', { by, what: 'rules', reason: 'x' }],
    ['reclassify', { by, reason: 'x', severity: 'huge' }],
    ['request', { by, kind: 'holiday', reason: 'x' }],
    ['delegate', { by, to: 'grid', untilMs: 'tomorrow' }],
    ['dispatch', { by, to: 'The Property' }],
    ['link', { by, to: 'I 2', reason: 'x' }],
    ['comment', { by, text: ' ', evidence: [] }],
  ])('%s: both refuse %j', (name, payload) => {
    expect(commandSchemas[name].safeParse(payload).success).toBe(false);
    expect(parseCommand(name, payload).ok).toBe(false);
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
