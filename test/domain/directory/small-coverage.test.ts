/** Whether every matter of a small place finds its people: tiers, deciders, posts beside the ladder, calendars. */
import { calendarAt, checkCalendars, checkTerms } from '../../../domain/directory/calendars';
import { checkCoverage, checkRoutes } from '../../../domain/directory/coverage';
import { unitOf } from '../../../domain/directory/directory';
import { but, calendarOf, COMMUNITY, lineIn, place, PROCEDURE, procedureOf } from './small-place';

type Problems = ReturnType<typeof checkCoverage>;
const said = (problems: Problems): readonly string[] =>
  problems.map(({ file, field, reason }) => `${file} ${field} ${reason}`);
const covered = (community = COMMUNITY, procedure = PROCEDURE): readonly string[] => {
  const { procedure: written, document } = procedureOf(procedure);
  return said(checkCoverage(place(community), written, document));
};
const withPost = (...lines: readonly string[]): string => PROCEDURE + lines.map((line) => `${line}\n`).join('');
const moreWorkers = COMMUNITY.replaceAll('[worker, helper]', '[worker, helper, chair, vice]');

describe('GIVEN a place where everybody is found', () => {
  it('THEN nothing is wrong, also with posts beside the ladder', () => {
    expect(covered()).toEqual([]);
    expect(
      covered(
        COMMUNITY,
        withPost(
          'verification: { role: worker, level: building, within: 1h, repeat: { every: 1h, times: 1 } }',
          'call-back: { role: board, level: grid, attempts: 2 }',
          'parties: [{ key: pipes, role: plumber, level: grid, acknowledge: 1h, handle: 2h, report-in: 30m }]',
          'copies: [{ event: closed, role: plumber, level: building }]',
        ),
      ),
    ).toEqual([]);
  });
});

describe('GIVEN a ladder', () => {
  it('WHEN a tier has nobody at a unit THEN the unit is pointed at, once for all that lies below it', () => {
    const text = but(COMMUNITY, '  - { role: worker, unit: east, people: [worker, helper] }\n', '');
    const { procedure, document } = procedureOf();
    const problems = checkCoverage(place(text), procedure, document);
    expect(said(problems)).toEqual([
      'community.yaml units[1] east: nobody is worker here, which tier 2 (second) of main@1 asks for',
    ]);
    expect(problems[0]?.line).toBe(lineIn(text, '{ id: east,'));
  });

  it('WHEN two units have nobody THEN both are said', () => {
    const text = COMMUNITY.replace(/ {2}- \{ role: lead, unit: (east-1|west-1).*\n/g, '');
    expect(covered(text)).toEqual([
      'community.yaml units[3] east-1: nobody is lead here, which tier 1 (first) of main@1 asks for',
      'community.yaml units[5] west-1: nobody is lead here, which tier 1 (first) of main@1 asks for',
    ]);
  });

  it('WHEN no tier stands as high as a unit without others below it THEN nobody looks after it', () => {
    const text = COMMUNITY.replace(
      '{ id: town, level: community',
      '{ id: city, level: street, name: { zh: 名, en: Name } }\n  - { id: town, level: community, parent: city',
    );
    expect(covered(text)).toEqual([]);
    const lonely = COMMUNITY.slice(0, COMMUNITY.indexOf('  - { id: east,'))
      .replace('level: community', 'level: street')
      .concat(
        COMMUNITY.slice(COMMUNITY.indexOf('people:'))
          .replace(/posts:\n( {2}- .*\n)+/, 'posts:\n  - { role: mayor, unit: town, people: [chair] }\n')
          .replace('roles:\n', 'roles:\n  - { id: mayor, levels: [street], name: { zh: 名, en: Name } }\n'),
      );
    expect(covered(lonely)).toEqual([
      'community.yaml units[0] town: no tier of main@1 looks after the whole of a street',
    ]);
  });

  it('WHEN the top is one person alone THEN nobody could approve what they ask for', () => {
    expect(covered(but(COMMUNITY, '[chair, vice]', '[chair]'))).toEqual([
      'community.yaml units[0] town: "chair" is the only board here, so nobody could approve what "chair" asks for in main@1',
    ]);
    expect(covered(COMMUNITY.replaceAll('[worker, helper]', '[worker]'))).toEqual([]);
  });

  it('WHEN the top has nobody THEN only that is said of it', () => {
    expect(covered(but(COMMUNITY, '  - { role: board, unit: town, people: [chair, vice] }\n', ''))).toEqual([
      'community.yaml units[0] town: nobody is board here, which tier 3 (third) of main@1 asks for',
    ]);
  });

  it('WHEN a role is not known, or stands at other levels, THEN the procedure is pointed at, and nothing else is said', () => {
    expect(covered(but(COMMUNITY, '[chair, vice]', '[chair]'), but(PROCEDURE, 'role: worker', 'role: wroker'))).toEqual(
      ['main.yaml tiers[1].role unknown role "wroker"; did you mean "worker"?'],
    );
    const low = but(PROCEDURE, 'key: first, role: lead, level: building', 'key: first, role: worker, level: building');
    expect(covered(COMMUNITY, low)).toEqual(['main.yaml tiers[0].level role worker exists at: grid']);
  });
});

describe('GIVEN how many have to agree', () => {
  const asking = (quorum: string): string =>
    but(PROCEDURE, 'force-close: { decide: 1h }', `force-close: { decide: 1h, quorum: ${quorum} }`);

  it('WHEN a tier above who asks has fewer THEN it is refused, at the top without whoever asks', () => {
    expect(covered(COMMUNITY, asking('2'))).toEqual([
      'community.yaml units[0] town: 2 of board have to agree to a force-close of main@1, but only 1 are left besides the asker',
    ]);
    expect(covered(COMMUNITY, asking('3'))).toEqual([
      'community.yaml units[1] east: 3 of worker have to agree to a force-close of main@1, but only 2 hold it here',
      'community.yaml units[0] town: 3 of board have to agree to a force-close of main@1, but only 1 are left besides the asker',
      'community.yaml units[2] west: 3 of worker have to agree to a force-close of main@1, but only 2 hold it here',
    ]);
    expect(covered(but(moreWorkers, '[chair, vice]', '[chair, vice, lead, worker]'), asking('3'))).toEqual([]);
  });

  it('WHEN it is a share, or one is enough, THEN it is always enough', () => {
    expect(covered(COMMUNITY, asking('100%'))).toEqual([]);
    expect(covered(COMMUNITY, asking('1'))).toEqual([]);
  });

  it('WHEN a tier has nobody at all THEN only that is said of it', () => {
    const text = but(
      but(COMMUNITY, '  - { role: worker, unit: east, people: [worker, helper] }\n', ''),
      '[chair, vice]',
      '[chair, vice, lead]',
    );
    expect(covered(text, asking('2'))).toEqual([expect.stringContaining('units[1] east: nobody is worker here')]);
  });

  it('WHEN the place has a single tier for it THEN that one decides without whoever asks', () => {
    const only = PROCEDURE.replace(/ {2}- \{ key: (first|second).*\n/g, '');
    const text = but(only, 'force-close: { decide: 1h }', 'force-close: { decide: 1h, quorum: 2 }');
    expect(covered(COMMUNITY, text)).toEqual([expect.stringContaining('but only 1 are left besides the asker')]);
    expect(covered(but(COMMUNITY, '[chair, vice]', '[chair, vice, lead]'), text)).toEqual([]);
  });

  const panels = (quorum: string, role = 'worker', level = 'grid'): string =>
    but(
      PROCEDURE,
      'force-close: { decide: 1h }',
      `force-close: { decide: 1h, panels: [{ role: ${role}, level: ${level}, quorum: ${quorum} }] }`,
    );
  it('WHEN a panel decides THEN it alone has to be large enough, where it is', () => {
    expect(covered(COMMUNITY, panels('2'))).toEqual([]);
    expect(covered(COMMUNITY, panels('100%'))).toEqual([]);
    expect(covered(COMMUNITY, panels('3'))).toEqual(
      ['units[1] east', 'units[2] west'].map(
        (at) =>
          `community.yaml ${at}: 3 of worker have to agree for the decision on force-close of main@1, but only 2 hold it here`,
      ),
    );
    expect(covered(COMMUNITY, panels('3', 'board', 'building'))).toEqual([
      'community.yaml units[0] town: 3 of board have to agree for the decision on force-close of main@1, but only 2 hold it here',
    ]);
    expect(covered(COMMUNITY, panels('1', 'wroker'))).toEqual([
      'main.yaml force-close.panels[0].role unknown role "wroker"; did you mean "worker"?',
    ]);
  });
});

describe('GIVEN posts beside the ladder', () => {
  const check = (role: string, level: string) =>
    withPost(
      `check: { role: ${role}, level: ${level}, within: 1h, repeat: { every: 1h, times: 1 }, evidence: { minimum: 0 }, rework: 1h }`,
    );

  it('WHEN nobody is found around some unit THEN that unit is pointed at', () => {
    expect(covered(COMMUNITY, check('plumber', 'grid'))).toEqual([
      'community.yaml units[2] west: nobody is plumber here or above, whom check of main@1 asks for',
    ]);
    expect(covered(COMMUNITY, check('plumber', 'building'))).toEqual([
      'community.yaml units[5] west-1: nobody is plumber here or above, whom check of main@1 asks for',
    ]);
    const above = but(COMMUNITY, 'posts:\n', 'posts:\n  - { role: plumber, unit: town, people: [vice] }\n');
    expect(covered(above, check('plumber', 'grid'))).toEqual([]);
  });

  it('WHEN a unit lies above the post THEN it goes on without it, and one in which the level is left out looks above', () => {
    const park = but(
      COMMUNITY,
      'units:\n',
      'units:\n  - { id: park, level: grid, parent: town, name: { zh: 名, en: Name } }\n',
    ).replace('posts:\n', 'posts:\n  - { role: worker, unit: park, people: [worker, helper] }\n');
    expect(covered(park, check('lead', 'building'))).toEqual([]);
    const hut = but(
      COMMUNITY,
      'units:\n',
      'units:\n  - { id: hut, level: building, parent: town, name: { zh: 名, en: Name } }\n',
    ).replace('posts:\n', 'posts:\n  - { role: lead, unit: hut, people: [lead] }\n');
    expect(covered(hut, check('worker', 'grid'))).toEqual([
      'community.yaml units[0] hut: nobody is worker here or above, whom check of main@1 asks for',
    ]);
  });

  it('WHEN the role is not known, or is held only further down, THEN the procedure is pointed at', () => {
    expect(covered(COMMUNITY, check('plumer', 'grid'))).toEqual([
      'main.yaml check.role unknown role "plumer"; did you mean "plumber"?',
    ]);
    expect(covered(COMMUNITY, check('lead', 'grid'))).toEqual(['main.yaml check.level role lead exists at: building']);
    expect(covered(COMMUNITY, check('worker', 'grid'))).toEqual([]);
  });

  it('WHEN a unit beside the ladder is nowhere THEN it is refused, and where it is somewhere it is not', () => {
    const party = (role: string, level = 'grid') =>
      withPost(
        `parties: [{ key: pipes, role: ${role}, level: ${level}, acknowledge: 1h, handle: 2h, report-in: 30m }]`,
      );
    const copy = (role: string, level = 'grid') =>
      withPost(`copies: [{ event: closed, role: ${role}, level: ${level} }]`);
    expect(covered(COMMUNITY, party('plumber'))).toEqual([]);
    expect(covered(COMMUNITY, copy('plumber'))).toEqual([]);
    expect(covered(COMMUNITY, party('plumber', 'community'))).toEqual([
      'main.yaml parties[0].role nobody is plumber at any community or above; name somebody in posts, or take party pipes out',
    ]);
    expect(covered(COMMUNITY, copy('plumber', 'community'))).toEqual([
      'main.yaml copies[0].role nobody is plumber at any community or above; name somebody in posts, or take the copy of closed out',
    ]);
    expect(covered(COMMUNITY, party('plumer'))).toEqual([
      'main.yaml parties[0].role unknown role "plumer"; did you mean "plumber"?',
    ]);
    expect(covered(COMMUNITY, copy('lead'))).toEqual(['main.yaml copies[0].level role lead exists at: building']);
  });
});

it('GIVEN routes WHEN one names no procedure THEN it is pointed at', () => {
  const { procedure } = procedureOf();
  const both = new Map([
    ['main', procedure],
    ['other', procedure],
  ]);
  expect(checkRoutes(place(), both)).toEqual([]);
  expect(said(checkRoutes(place(but(COMMUNITY, 'procedure: other', 'procedure: othr')), both))).toEqual([
    'community.yaml routing[0].procedure unknown procedure "othr"; did you mean "other"?',
  ]);
});

describe('GIVEN calendars', () => {
  const working = but(
    PROCEDURE,
    'acknowledge: 1h, handle: 2h, repeat: { every: 1h, times: 1 } }',
    'acknowledge: 1wh, handle: 2wd, repeat: { every: 1wh, times: 1 } }',
  )
    .replaceAll('acknowledge: 1h, handle: 2h', 'acknowledge: 1wh, handle: 2wd')
    .replace('limit: 2h', 'limit: 2wh');
  const named = but(COMMUNITY, 'zone: Asia/Shanghai\n', 'zone: Asia/Shanghai\ncalendar: office\n');
  const own = but(named, '{ id: east, level: grid,', '{ id: east, calendar: shop, level: grid,');
  const all = (text: string) => new Map([['main', procedureOf(text).procedure]]);

  it('THEN that of the unit holds, else that of the nearest around it, else that of the community', () => {
    const here = place(own, calendarOf('office'), calendarOf('shop'));
    expect(['east-1', 'east', 'west-1', 'town'].map((id) => calendarAt(here, unitOf(here, id))?.id)).toEqual([
      'shop',
      'shop',
      'office',
      'office',
    ]);
    expect(calendarAt(place(), unitOf(place(), 'west'))).toBeUndefined();
  });

  it('THEN one is needed as soon as working time is counted, and each that is named has to be there', () => {
    expect(checkCalendars(place(), all(PROCEDURE))).toEqual([]);
    expect(said(checkCalendars(place(), all(working)))).toEqual([
      'community.yaml calendar is required: main@1 counts working time',
    ]);
    expect(checkCalendars(place(own, calendarOf('office'), calendarOf('shop')), all(working))).toEqual([]);
    expect(said(checkCalendars(place(own, calendarOf('shops')), all(working)))).toEqual([
      'community.yaml calendar unknown calendar "office"; known are shops',
      'community.yaml units[1].calendar unknown calendar "shop"; did you mean "shops"?',
    ]);
  });

  it('THEN natural time goes on however little is worked', () => {
    const short = calendarOf('office', (text) => but(text, '08:00-16:00', '08:00-08:01'));
    const { procedure, document } = procedureOf(but(PROCEDURE, 'within: 1d', 'within: 300d'));
    expect(checkTerms(place(named, short), procedure, document)).toEqual([]);
  });

  it('THEN no term takes longer than five years by any that is used, and each is judged once', () => {
    const term = (handle: string) => {
      const { procedure, document } = procedureOf(working.replace('handle: 2wd', `handle: ${handle}`));
      const twice = but(own, '{ id: west, level: grid,', '{ id: west, calendar: shop, level: grid,');
      const short = calendarOf('shop', (text) => but(text, '08:00-16:00', '08:00-09:00'));
      return said(
        checkTerms(
          place(
            twice,
            calendarOf('office'),
            short,
            calendarOf('unused', (text) => but(text, '08:00-16:00', '08:00-08:01')),
          ),
          procedure,
          document,
        ),
      );
    };
    // 260 weeks of an hour are five years by the weeks, of the office they are 260 days of work.
    expect(term('260wh')).toEqual([]);
    expect(term('312wh')).toEqual([
      'main.yaml tiers[0].handle 312wh takes about 6 years by the hours of shop@1; at most 5 are possible',
    ]);
  });
});
