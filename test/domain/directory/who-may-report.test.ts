/** How much has to be known of whoever reports, as the procedure of the matter has it. */
import type { Rulebook } from '../../../domain/directory/pin';
import { checkReporter } from '../../../domain/directory/who-may-report';
import type { Reporter } from '../../../domain/procedure/procedure';
import { place, PROCEDURE, procedureOf, refusal } from './small-place';

/** Lamps of low severity are served by `other`, everything else by `main`. */
const rulebook = (asked?: string): Rulebook => {
  const { procedure: main } = procedureOf(asked === undefined ? PROCEDURE : `${PROCEDURE}report: ${asked}\n`);
  const other = { ...procedureOf().procedure, id: 'other' };
  return { ...place(), current: new Map([main, other].map((one) => [one.id, one])) };
};
const WATER = { category: 'water', severity: 'high' };

describe('GIVEN a procedure that asks for', () => {
  test.each<[asked: string | undefined, taken: readonly Reporter[], refused: readonly Reporter[]]>([
    [undefined, ['anonymous', 'code', 'signed-in'], []],
    ['anonymous', ['anonymous', 'code', 'signed-in'], []],
    ['code', ['code', 'signed-in'], ['anonymous']],
    ['signed-in', ['signed-in'], ['anonymous', 'code']],
  ])('%s THEN %p may report, and nobody of whom less is known', (asked, taken, refused) => {
    for (const known of taken) expect(() => checkReporter(rulebook(asked), WATER, known)).not.toThrow();
    for (const known of refused)
      expect(refusal(() => checkReporter(rulebook(asked), WATER, known))).toMatchObject({
        code: 'REPORTER_TOO_LITTLE_KNOWN',
        place: { field: 'category' },
      });
  });

  test('more THEN whoever is refused is told of more', () => {
    const said = (asked: string) => refusal(() => checkReporter(rulebook(asked), WATER, 'anonymous')).message;
    expect(said('code')).not.toBe(said('signed-in'));
    expect(said('code') + said('signed-in')).not.toContain('undefined');
  });

  test('something THEN that is asked for what it serves alone', () => {
    const lamp = (severity: string) => () =>
      checkReporter(rulebook('signed-in'), { category: 'lamps', severity }, 'anonymous');
    expect(lamp('low')).not.toThrow();
    expect(refusal(lamp('high')).code).toBe('REPORTER_TOO_LITTLE_KNOWN');
  });

  test('something THEN a matter that is none is refused as such', () => {
    const matter = (category: string, severity: string) =>
      refusal(() => checkReporter(rulebook('code'), { category, severity }, 'anonymous')).code;
    expect(matter('x', 'high')).toBe('CATEGORY_UNKNOWN');
    expect(matter('water', 'x')).toBe('SEVERITY_UNKNOWN');
  });
});
