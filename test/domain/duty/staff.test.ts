/** The posts of an issue, filled from the directory: who may act, who is called, why, and who of those asked about is away. */
import type { PersonId, PostName, UnitId } from '../../../domain';
import { staffedRules, staffOf } from '../../../domain/duty/staff';
import { RULES } from '../given';
import type { Written } from './oracle';
import { placeOf } from './place';

const NOW = '2026-11-04T12:00';
const at = (text: string): number => Date.parse(`${text}+08:00`);
const ids = (...all: string[]) => all.map((id) => ({ id }));
const none: Written = {
  people: ids('ana', 'bo', 'cy', 'dee'),
  holders: ids('ana', 'bo'),
  layers: [],
  overrides: [],
  absences: [],
  deputies: [],
};
const layers = [{ people: ['ana', 'bo'], every: { weeks: 1 }, start: '2026-11-02T08:00' }];
const guard: PostName = { role: 'guard', unit: 'here' as UnitId };
const place = (more: Partial<Written>) => placeOf('Asia/Shanghai', { ...none, ...more });
const filled = (more: Partial<Written>, asked: PostName = guard) => staffOf(place(more), [asked], [], at(NOW)).posts;
const away = (more: Partial<Written>, ...people: readonly string[]) =>
  staffOf(place(more), [], people as readonly PersonId[], at(NOW)).away;
const isAway = (person: string) => ({ person, from: '2026-11-03', until: '2026-11-06' });

describe('a post', () => {
  test('GIVEN everybody of it is there THEN nothing more is said', () => {
    expect(filled({})).toStrictEqual([{ ...guard, people: ['ana', 'bo'] }]);
  });

  test('GIVEN a rotation THEN whose turn it is is called, and all of it may act', () => {
    expect(filled({ layers })).toStrictEqual([
      {
        ...guard,
        people: ['ana', 'bo'],
        called: ['ana'],
        hops: [{ why: 'rotation', person: 'ana', untilMs: at('2026-11-09T08:00') }],
      },
    ]);
  });

  test('GIVEN one is away THEN it is said why, and not that the others have nobody’s place', () => {
    expect(filled({ absences: [isAway('bo')] })).toStrictEqual([
      {
        ...guard,
        people: ['ana', 'bo'],
        called: ['ana'],
        hops: [{ why: 'absent', person: 'bo', untilMs: at('2026-11-06T00:00') }],
      },
    ]);
  });

  test('GIVEN a deputy who holds no post THEN they are called, and may act like its holders', () => {
    const [post] = filled({ holders: ids('bo'), absences: [isAway('bo')], deputies: [{ person: 'bo', deputy: 'cy' }] });
    expect(post).toMatchObject({ people: ['bo', 'cy'], called: ['cy'] });
  });

  test('GIVEN somebody has it only from or until a day, or has left THEN they hold it then and not otherwise', () => {
    const terms = (...holders: Written['holders']) => filled({ holders })[0]?.people;
    expect(terms({ id: 'ana', until: '2026-11-04' }, ...ids('bo'))).toStrictEqual(['bo']);
    expect(terms({ id: 'ana', from: '2026-11-04', until: '2026-11-05' }, ...ids('bo'))).toStrictEqual(['ana', 'bo']);
    expect(terms({ id: 'ana', from: '2026-11-05' }, ...ids('bo'))).toStrictEqual(['bo']);
    const people = [{ id: 'ana', until: '2026-11-04' }, ...ids('bo', 'cy', 'dee')];
    expect(filled({ people })[0]?.people).toStrictEqual(['bo']);
    // Two times in the same post; one of them is enough.
    const twice = [
      { id: 'ana', until: '2026-10-01' },
      { id: 'ana', from: '2026-11-01' },
    ];
    expect(terms(...twice, ...ids('bo'))).toStrictEqual(['ana', 'bo']);
  });

  test('GIVEN a competence is asked THEN that stands in the answer, and who lacks it is not called', () => {
    const people = [{ id: 'ana', competences: [{ tag: 'gas' }] }, ...ids('bo', 'cy', 'dee')];
    const asked = { ...guard, competence: ['gas'] };
    expect(filled({ people }, asked)).toStrictEqual([
      { ...asked, people: ['ana', 'bo'], called: ['ana'], hops: [{ why: 'not-competent', person: 'bo' }] },
    ]);
  });

  test('GIVEN the directory has no such post THEN nobody holds it; GIVEN it has no such unit THEN nothing is said of it', () => {
    const porter = { ...guard, role: 'porter' };
    expect(filled({}, porter)).toStrictEqual([{ ...porter, people: [] }]);
    expect(filled({}, { ...guard, unit: 'gone' as UnitId })).toStrictEqual([]);
  });
});

describe('who is asked about', () => {
  test('GIVEN they are there THEN nothing is said', () => {
    expect(away({ deputies: [{ person: 'ana', deputy: 'cy' }] }, 'ana', 'dee')).toStrictEqual([]);
  });

  test('GIVEN they are absent THEN the first deputy who is there stands in', () => {
    const absences = [isAway('ana'), isAway('bo')];
    const deputies = [
      { person: 'ana', deputy: 'dee', until: '2026-11-01' },
      { person: 'ana', deputy: 'bo' },
      { person: 'ana', deputy: 'cy' },
    ];
    expect(away({ absences, deputies }, 'ana', 'bo')).toStrictEqual([
      { person: 'ana', why: 'absent', deputy: 'cy' },
      { person: 'bo', why: 'absent' },
    ]);
  });

  test('GIVEN they left for good THEN that is told apart from being absent', () => {
    const people = [{ id: 'ana', until: '2026-11-04' }, ...ids('bo', 'cy', 'dee')];
    expect(away({ people, holders: ids('bo') }, 'ana')).toStrictEqual([{ person: 'ana', why: 'left' }]);
  });
});

test('the answer says which version of the directory gave it; documents on disk have none', () => {
  expect(staffOf(place({}), [], [], at(NOW))).toStrictEqual({ directory: 0, posts: [], away: [] });
  expect(staffOf({ ...place({}), directoryVersion: 7 }, [], [], at(NOW)).directory).toBe(7);
});

test('rules about to be pinned say who is called, and stay as they are where the directory says nothing else', () => {
  const tiers = RULES.tiers.with(0, { ...RULES.tiers[0]!, ...guard, people: ['ana', 'bo'] as unknown as PersonId[] });
  const rules = { ...RULES, tiers };
  expect(staffedRules(place({}), rules, at(NOW))).toStrictEqual(rules);
  expect(staffedRules(place({ layers }), rules, at(NOW)).tiers[0]?.called).toStrictEqual(['ana']);
});
