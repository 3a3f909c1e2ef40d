import { commandSchemas, reportSchema } from '../../contracts/commands';
import { COMMAND_NAMES, parseCommand, type CommandName } from '../../domain';
import { wellFormed } from '../domain/well-formed';

const by = 'lead';

describe('the schemas at the edges and the check at the workflow’s door', () => {
  test.each(COMMAND_NAMES)('%s: both take what is well-formed', (name) => {
    for (const payload of wellFormed[name]) {
      expect(commandSchemas[name].safeParse(payload)).toMatchObject({ success: true, data: payload });
      expect(parseCommand(name, payload).ok).toBe(true);
    }
  });

  test.each(COMMAND_NAMES)('%s: both refuse a missing field, an unknown one and a wrong id', (name) => {
    const [payload] = wellFormed[name];
    for (const bad of [{}, null, 'x', { ...payload, extra: 1 }, { ...payload, by: 'Not An Id' }]) {
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
      'text must be text of 1 to 4,000 characters',
      'severity must be low, normal, high, urgent',
      'unit must be an id: 1 to 64 of a-z, 0-9 and -',
      'reporter is missing',
    ]);
  });
});
