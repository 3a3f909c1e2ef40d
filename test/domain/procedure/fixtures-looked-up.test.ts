import { formatMoment, momentSchema, parseMoment } from '../../../domain/procedure/fixtures/moment';
import { problemsOf as flawsOf } from '../../../domain/procedure/documents/judge';
import { parsePolicies } from '../../../domain/procedure/policies';
import { pin } from '../../../domain/directory/pin';
import type { Command } from '../../../domain';
import { Reached } from '../../../domain/procedure/fixtures/coverage';
import { lookUpIn } from '../../../domain/procedure/fixtures/look-up';
import { Play } from '../../../domain/procedure/fixtures/play';
import { person } from '../given';
import { failuresOf, parsed, scenario, stepsOf } from './one-scenario';
import { policies, sources, spoiled, textOf } from './shipped';

const MIGRATE = 'when: { by: committee-1, does: migrate, what: procedure, reason: new terms }';

describe('GIVEN an issue WHEN somebody lets it go on by newer rules', () => {
  test('THEN there is nothing newer in a scenario, which begins with the newest', () => {
    const refused = stepsOf(`${MIGRATE}\n        then: { refused: NOTHING_CHANGES }`);
    expect(failuresOf(scenario(refused))).toEqual([]);
    const calendar = refused.replace('what: procedure', 'what: calendar');
    expect(failuresOf(scenario(calendar))).toEqual([]);
    expect(failuresOf(scenario(calendar, 'slow'))).toEqual([]);
  });

  test('THEN an older version of the procedure and another procedure play no part', () => {
    const second = textOf('procedures/default.yaml')
      .replace('version: 2', 'version: 3')
      .replace('acknowledge: 2h', 'acknowledge: 4h');
    const both = parsePolicies([{ path: 'policies/procedures/a-default-2.yaml', text: second }, ...sources]);
    for (const what of ['procedure', 'calendar']) {
      const steps = stepsOf(
        `${MIGRATE.replace('what: procedure', `what: ${what}`)}\n        then: { refused: NOTHING_CHANGES }`,
      );
      expect(failuresOf(scenario(`then: { due: { acknowledge: 4h } }\n    ${steps}`), both)).toEqual([]);
    }
  });

  test('THEN other commands change no rules', () => {
    const ack =
      'when: { by: lead-oleaster-1, does: acknowledge }\n        then: { stage: handling, due: { handle: 8h } }';
    const slower = parsePolicies(spoiled('procedures/default.yaml', 'handle: 8h', 'handle: 9h'));
    expect(failuresOf(scenario(stepsOf(ack)))).toEqual([]);
    expect(failuresOf(scenario(stepsOf(ack)), slower)).toEqual([
      '7:41 due handle: 2026-03-02T17:00+08:00 | 2026-03-02T18:00+08:00',
    ]);
  });
});

test('what is looked up for a command: the newest procedure, its own version by the newest calendar, or nothing', () => {
  const second = textOf('procedures/default.yaml').replace('version: 2', 'version: 3');
  const both = parsePolicies([{ path: 'policies/procedures/a-default-2.yaml', text: second }, ...sources]);
  const [one] = parsed(scenario('then: { stage: open }')).scenarios;
  if (one === undefined) throw new Error('nothing was parsed');
  const { state } = new Play(one, pin(policies, one.report), new Reached(), lookUpIn(policies));
  const by = person('committee-1');
  const lookedUp = (command: Command) => {
    const { rules } = lookUpIn(both).given(state, command);
    return rules && `${rules.procedure}@${rules.version}`;
  };
  expect(lookedUp({ type: 'migrate', by, what: 'procedure', reason: 'x' })).toBe('default@3');
  expect(lookedUp({ type: 'migrate', by, what: 'calendar', reason: 'x' })).toBe('default@2');
  expect(lookedUp({ type: 'reclassify', by, reason: 'x', category: 'greening' })).toBe('slow@2');
  expect(lookUpIn(both).given(state, { type: 'acknowledge', by })).toEqual({});
});

describe('an instant', () => {
  const ZONE = 'Asia/Shanghai';
  test.each([
    ['2026-03-02T09:00+08:00', '2026-03-02T01:00:00.000Z'],
    ['2026-03-02 09:00+08:00', '2026-03-02T01:00:00.000Z'],
    ['2026-03-02 09:00:05', '2026-03-02T01:00:05.000Z'],
    ['2026-03-02T09:00-11:30', '2026-03-02T20:30:00.000Z'],
    ['2026-03-02T09:00:59Z', '2026-03-02T09:00:59.000Z'],
  ])('%s is read', (text, utc) => {
    expect(new Date(parseMoment(text, ZONE) ?? 0).toISOString()).toBe(utc);
  });

  test.each([
    ...[
      'at 2026-03-02T09:00',
      '2026-03-02T09:00 or so',
      '2026-03-02T09:00+08:00x',
      '2026-03-02T24:30',
      '2026-13-02T09:00',
    ],
    ...['2026-03-02T09:00+08', '26-03-02T09:00', '2026-02-29T09:00', '2026-02-29T09:00Z', '2026-03-02T09:00:00.5', ''],
    ...[undefined, 20260302, ['2026-03-02T09:00']],
  ])('%p is none', (text) => {
    expect(parseMoment(text, ZONE)).toBeUndefined();
  });

  test.each([
    [0, '1970-01-01T08:00+08:00'],
    [1_000, '1970-01-01T08:00:01+08:00'],
    [60_000, '1970-01-01T08:01+08:00'],
    [1_500, '1970-01-01T08:00:01.500+08:00'],
  ])('%d ms after the beginning of 1970 is told as %s', (atMs, text) => {
    expect(formatMoment(atMs, ZONE)).toBe(text);
  });

  test.each<[unknown, string]>([
    [undefined, 'is required'],
    [7, 'must be a time such as 2026-03-02T09:00, or 2026-03-02T09:00+08:00, not 7'],
    ['soon', 'must be a time such as 2026-03-02T09:00, or 2026-03-02T09:00+08:00, not "soon"'],
  ])('%p in a document is refused', (value, reason) => {
    expect(flawsOf(momentSchema, value)).toMatchObject({ flaws: [{ reason }] });
  });
});
