/** What the workflow's door makes of a command that anybody may have typed. */
import { COMMAND_NAMES, isCommandName, parseCommand, type CommandName, type Refusal } from '../../domain';
import { wellFormed } from './well-formed';

const by = 'lead';

function refused(name: string, payload: unknown): Refusal {
  const parsed = parseCommand(name, payload);
  if (parsed.ok) throw new Error(`${name} was taken: ${JSON.stringify(payload)}`);
  return parsed.refusal;
}
/** Every field that the command may have, each with a value that is right. */
const whole = (name: CommandName): Record<string, unknown> =>
  Object.assign({}, ...wellFormed[name]) as Record<string, unknown>;

describe('a command of the right shape', () => {
  test('there is one for every name, and no other', () => {
    expect([...COMMAND_NAMES].sort()).toEqual(Object.keys(wellFormed).sort());
    for (const name of Object.keys(wellFormed)) expect(isCommandName(name)).toBe(true);
    for (const name of ['approved', 'Approve', '', 'toString', '__proto__']) expect(isCommandName(name)).toBe(false);
  });

  test.each(COMMAND_NAMES.flatMap((name) => wellFormed[name].map((payload) => [name, payload] as const)))(
    '%s %j is taken as it was said',
    (name, payload) => {
      expect(parseCommand(name, payload)).toEqual({ ok: true, command: { ...payload, type: name } });
    },
  );

  test.each(COMMAND_NAMES)('%s: what may not be left out is asked for by its name', (name) => {
    const needed = Object.keys(whole(name)).filter((field) => wellFormed[name].every((payload) => field in payload));
    expect(needed).toContain('by');
    for (const field of needed) {
      const { [field]: _left, ...rest } = whole(name);
      expect(refused(name, rest)).toMatchObject({ code: 'COMMAND_MALFORMED', message: `${name}.${field} is missing.` });
    }
  });
});

describe('a command that is refused', () => {
  test.each(['nonsense', 'constructor', ''])('%j is no command at all', (name) => {
    expect(refused(name, { by })).toEqual({
      code: 'COMMAND_UNKNOWN',
      message: expect.stringContaining(`"${name}"`) as string,
      allowed: [],
    });
  });

  test.each([[null], ['lead'], [7], [undefined], [[]], [[{ by }]]])('%j is no object with fields', (payload) => {
    expect(refused('confirm', payload)).toMatchObject({ code: 'COMMAND_MALFORMED', allowed: [] });
    expect(refused('confirm', payload).message).toContain('confirm takes one JSON object');
  });

  test.each(['aproval', 'x', 'X'.repeat(32)])('a field that is a word, %s, is named with those there are', (field) => {
    const { code, message } = refused('approve', { by, [field]: 'a1' });
    expect(code).toBe('COMMAND_MALFORMED');
    expect(message).toContain(`"${field}"`);
    expect(message).toContain('by, approval, reason');
  });

  test.each(['王秀英', '139-0000-0000', 'call139', '139call', 'Wang Xiuying', 'x'.repeat(33)])(
    'what somebody typed in the wrong place, %s, is not said again',
    (field) => {
      const { code, message } = refused('approve', { by, [field]: 'a1' });
      expect(code).toBe('COMMAND_MALFORMED');
      expect(message).not.toContain(field);
    },
  );
});

describe('the value of a field', () => {
  const text = (length: number): string => 'x'.repeat(length);
  const evidence = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ kind: 'photo', ref: `p-${index}` }));

  test.each<[what: string, CommandName, field: string, right: readonly unknown[], wrong: readonly unknown[]]>([
    [
      'a person',
      'assign',
      'to',
      ['g', 'grid-1', text(64)],
      ['', 'Grid', 'grid 1', 'grid_1', '王', text(65), 7, null, ['grid']],
    ],
    ['an approval', 'approve', 'approval', ['a1'], ['A1', '', 1, null]],
    ['an issue', 'link', 'to', ['i-2'], ['I 2', '', 2, null]],
    ['a party', 'dispatch', 'to', ['property'], ['The Property', '', null]],
    ['text', 'dispute', 'reason', ['x', ' 灯 ', text(2_000)], ['', '   ', '\n', text(2_001), 7, null, ['dark']]],
    ['text that may be left out', 'verify', 'note', ['x', text(2_000)], ['', ' ', text(2_001), 7, null]],
    ['a span', 'request', 'extendByMs', [1, 3_600_000], [0, -1, 1.5, '1', Number.NaN, 2 ** 53, null]],
    ['an instant', 'delegate', 'untilMs', [0, 1, 1_772_438_400_000], [-1, 0.5, '1', 'tomorrow', 2 ** 53, null]],
    ['an instant that may be left out', 'request', 'untilMs', [0, 1], [-1, 0.5, '1', null]],
    [
      'a kind of question',
      'request',
      'kind',
      ['extension', 'suspension', 'force-close', 'return', 'void'],
      ['holiday', '', 1, null],
    ],
    ['a severity', 'reclassify', 'severity', ['low', 'normal', 'high', 'urgent'], ['huge', '', 1, null]],
    [
      'what a resident said',
      'call-back',
      'answer',
      ['satisfied', 'dissatisfied', 'unreachable'],
      ['pleased', '', 1, null, ['satisfied']],
    ],
    ['a part of the rules', 'migrate', 'what', ['procedure', 'calendar'], ['rules', '', 1, null]],
    [
      'evidence',
      'handle',
      'evidence',
      [[], evidence(20), [{ kind: text(500), ref: text(500) }]],
      [
        evidence(21),
        'photo',
        null,
        { length: 0 },
        ['photo'],
        [null],
        [undefined],
        [{ kind: 'photo' }],
        [{ ref: 'p-1' }],
        [{ kind: '', ref: 'p-1' }],
        [{ kind: 'photo', ref: '' }],
        [{ kind: 'photo', ref: 7 }],
        [{ kind: text(501), ref: 'p-1' }],
        [{ kind: 'photo', ref: text(501) }],
        [{ kind: 'photo', ref: 'p-1', name: '王秀英' }],
        [...evidence(1), { kind: 'photo' }],
      ],
    ],
  ])('%s: %s.%s', (_what, name, field, right, wrong) => {
    for (const value of right)
      expect(parseCommand(name, { ...whole(name), [field]: value })).toMatchObject({ ok: true });
    for (const value of wrong) {
      const { code, message } = refused(name, { ...whole(name), [field]: value });
      expect([code, message]).toEqual(['COMMAND_MALFORMED', expect.stringContaining(`${name}.${field} must be `)]);
    }
  });
});
