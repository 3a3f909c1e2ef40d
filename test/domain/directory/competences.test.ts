/** What the document says that people can do, and which of it a procedure asks of a post. */
import { pinProcedure } from '../../../domain/directory/pin-procedure';
import { but, COMMUNITY, lineIn, place, PROCEDURE, procedureOf, read, wrongWith } from './small-place';

const HELPER = '- { id: helper, name: 丙, lang: en }';
const helperWith = (competences: string, more = ''): string =>
  but(COMMUNITY, HELPER, `- { id: helper, name: 丙, lang: en, ${more}competences: ${competences} }`);
const competencesOf = (text: string) => read(text).community?.people.find(({ id }) => id === 'helper')?.competences;

describe('GIVEN somebody who can do something', () => {
  test('THEN it is kept in the order of the document; until the day that is written, by the clock of the person', () => {
    expect(
      competencesOf(helperWith('[{ tag: gas }, { tag: heights, until: 2027-01-01 }, { tag: gas }]')),
    ).toStrictEqual([
      { tag: 'gas' },
      { tag: 'heights', untilMs: Date.parse('2027-01-01T00:00+08:00') },
      { tag: 'gas' },
    ]);
    const there = helperWith("[{ tag: gas, until: '2027-01-01T12:00' }]", 'zone: Asia/Urumqi, ');
    expect(competencesOf(there)).toStrictEqual([{ tag: 'gas', untilMs: Date.parse('2027-01-01T12:00+06:00') }]);
    expect(read(COMMUNITY).community?.people[2]).not.toHaveProperty('competences');
  });

  test.each<[string, string]>([
    ['[]', 'people[2].competences must not be empty'],
    ['gas', 'people[2].competences must be a list, not "gas"'],
    ['[gas]', 'people[2].competences[0] must be a mapping, not "gas"'],
    ['[{ tag: Gas Fitting }]', 'people[2].competences[0].tag must be 1 to 64 of a-z'],
    ['[{ until: 2027-01-01 }]', 'people[2].competences[0].tag is required'],
    ['[{ tag: gas, from: 2027-01-01 }]', 'people[2].competences[0].from unknown field'],
    ['[{ tag: gas, until: soon }]', 'people[2].competences[0].until must be'],
    ['[{ tag: gas, until: 2027-02-30 }]', 'people[2].competences[0].until "2027-02-30" is no day of the calendar'],
  ])('%s is refused where it is written', (written, problem) => {
    const text = helperWith(written);
    const problems = wrongWith(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(read(text).problems[0]?.line).toBe(lineIn(text, 'id: helper'));
  });
});

describe('GIVEN a procedure that asks a competence WHEN it is pinned', () => {
  const pinned = (text: string) => pinProcedure(place(), procedureOf(text).procedure, { unit: 'east-1' });

  test('THEN the tier that asks it says so, all who hold its post may act, and no other tier asks', () => {
    const { tiers } = pinned(but(PROCEDURE, 'key: second,', 'key: second, competence: [heights, gas],'));
    expect(tiers[1]).toMatchObject({ competence: ['gas', 'heights'], people: ['worker', 'helper'] });
    for (const index of [0, 2]) expect(tiers[index]).not.toHaveProperty('competence');
  });

  test('THEN a unit beside the ladder says so as well, and one that asks nothing does not', () => {
    const party = (key: string, more = '') =>
      `  - { key: ${key}, role: plumber, level: grid, acknowledge: 1h, handle: 2h, report-in: 30m${more}, name: { zh: 名, en: Name } }\n`;
    const { parties } = pinned(`${PROCEDURE}parties:\n${party('plumber', ', competence: gas')}${party('helper')}`);
    expect(parties).toMatchObject([
      { key: 'plumber', unit: 'east', people: ['helper'], competence: ['gas'], reportInWithin: { ms: 1_800_000 } },
      { key: 'helper', unit: 'east', people: ['helper'] },
    ]);
    expect(parties?.[1]).not.toHaveProperty('competence');
  });
});
