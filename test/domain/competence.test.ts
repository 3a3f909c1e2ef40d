/** A tier that asks a competence: who is called, what expires meanwhile, who takes over, and what an old log says of it. */
import { parse, stringify } from 'yaml';
import { isSamePost } from '../../domain/kernel/staffing';
import { coverageGaps, cellName } from '../../domain/duty/coverage';
import { compareGaps } from '../../domain/duty/coverage-watch';
import { staffOf } from '../../domain/duty/staff';
import { pin } from '../../domain/directory/pin';
import { draw } from '../../domain/procedure/draw';
import { parseFixtures } from '../../domain/procedure/fixtures/parse';
import { runFixture } from '../../domain/procedure/fixtures/run';
import { parsePolicies, type Policies } from '../../domain/procedure/policies';
import { postsOf, type IssueRules } from '../../domain';
import { acknowledge, by, given, HOUR, person, RULES, T0, told } from './given';
import { dispatch, PARTY_RULES } from './parties';
import { lineOf, refusal, sources, textOf } from './procedure/shipped';
import { away, looks, staff, staffing } from './staff';

type Document = Readonly<Record<string, unknown>> & { readonly tiers: readonly { readonly key: string }[] };

/** The default procedure, in which tiers ask something; `people` replaces what is said of some. */
function place(asked: Readonly<Record<string, unknown>>, people: Readonly<Record<string, object>> = {}): Policies {
  const procedure = parse(textOf('procedures/default.yaml')) as Document;
  const tiers = procedure.tiers.map((tier) =>
    asked[tier.key] === undefined ? tier : { ...tier, competence: asked[tier.key] },
  );
  const community = parse(textOf('community.yaml')) as { readonly people: readonly { readonly id: string }[] };
  const all = community.people.map((one) => ({ ...one, ...people[one.id] }));
  const files: Readonly<Record<string, unknown>> = {
    'procedures/default.yaml': { ...procedure, tiers },
    'community.yaml': { ...community, people: all },
  };
  return parsePolicies(
    sources.map((source) => {
      const name = Object.keys(files).find((file) => source.path.endsWith(file));
      return name === undefined ? source : { ...source, text: stringify(files[name]) };
    }),
  );
}

function play(policies: Policies, at: string, steps: string, absent?: string): readonly unknown[] {
  const text = stringify({
    procedure: 'default',
    given: {
      reporter: 'resident-01',
      unit: 'oleaster-1',
      category: 'lamps',
      at,
      ...(absent === undefined ? {} : { absent: parse(absent) as unknown }),
    },
    scenarios: [{ name: 'one', steps: parse(steps) as unknown }],
  });
  const [fixture] = parseFixtures([{ path: 'competence.yaml', text }], policies);
  return runFixture(fixture!, policies).results.flatMap(({ failures }) => failures);
}

const UP = 'when: { by: lead-oleaster-1, does: escalate, reason: up }';
const at = (text: string): number => Date.parse(`${text}+08:00`);
const DAY = 24 * HOUR;

describe('GIVEN the grid worker has to hold a competence', () => {
  const electrical = place({ 'grid-worker': 'electrical' });

  test('WHEN it expires while the issue is open THEN the next reminder finds nobody, and the next tier has it', () => {
    const failures = play(
      electrical,
      '2027-06-29T21:30',
      `
- ${UP}
  then: { tier: grid-worker, told: [worker-oleaster-1 tier-called, resident-01 escalated] }
- when: { passes: 2h 29m }
  then: { tier: grid-worker }
- when: { passes: 4h }
  then: { tier: party-group, told-at-least: [committee-1 nobody-on-duty, group-oleaster-1 tier-called] }
`,
    );
    expect(failures).toEqual([]);
  });

  test('WHEN they are absent and a deputy holds it THEN the deputy is called; WHEN the deputy lacks it THEN nobody is', () => {
    const absent = '[{ person: worker-oleaster-1, deputy: worker-poplar-1 }]';
    const steps = (then: string): string => `\n- ${UP}\n  then: ${then}\n`;
    const licensed = place(
      { 'grid-worker': 'electrical' },
      { 'worker-poplar-1': { competences: [{ tag: 'electrical' }] } },
    );
    expect(
      play(
        licensed,
        '2026-03-02T09:00',
        steps('{ tier: grid-worker, told-at-least: [worker-poplar-1 tier-called] }'),
        absent,
      ),
    ).toEqual([]);
    expect(
      play(
        electrical,
        '2026-03-02T09:00',
        steps('{ tier: party-group, events: [escalated, unstaffed, escalated] }'),
        absent,
      ),
    ).toEqual([]);
  });

  test('THEN the hops say why, and everybody of the post may act', () => {
    const rules = pin(electrical, { unit: 'oleaster-1', category: 'lamps', severity: 'normal' });
    const [post] = staffOf(electrical, [rules.tiers[1]!], [], at('2026-03-02T09:00')).posts;
    expect(post).toStrictEqual({
      role: 'grid-worker',
      unit: 'oleaster',
      competence: ['electrical'],
      people: ['worker-oleaster-1', 'worker-oleaster-2'],
      called: ['worker-oleaster-1'],
      hops: [{ why: 'not-competent', person: 'worker-oleaster-2' }],
    });
  });

  test('THEN coverage names the cells in which nobody on duty holds it, and what was there before stays as it was', () => {
    const [from, to] = [at('2027-06-28T00:00'), at('2027-07-05T00:00')];
    const gaps = coverageGaps(electrical, from, to);
    expect(gaps.map((gap) => [cellName(gap), gap.why, gap.missing, gap.fromMs])).toEqual([
      [
        'grid-worker@oleaster+electrical',
        'not-competent',
        ['worker-oleaster-1', 'worker-oleaster-2'],
        at('2027-06-30T00:00'),
      ],
      // Whose turn it is makes no gaps of its own.
      ['grid-worker@tamarisk+electrical', 'not-competent', ['worker-tamarisk-1', 'worker-tamarisk-2'], from],
      ['grid-worker@poplar+electrical', 'not-competent', ['worker-poplar-1', 'worker-poplar-2'], from],
    ]);
  });

  test('THEN a time at which nobody at all is there is one gap, not two', () => {
    const gone = place({ 'grid-worker': 'electrical' }, { 'worker-oleaster-2': { until: '2027-01-01' } });
    const away = place(
      { 'grid-worker': 'electrical' },
      {
        'worker-oleaster-1': { until: '2027-07-02', competences: [{ tag: 'electrical', until: '2027-06-30' }] },
        'worker-oleaster-2': { until: '2027-07-01' },
      },
    );
    const told = (policies: Policies): readonly unknown[] =>
      coverageGaps(policies, at('2027-06-28T00:00'), at('2027-07-05T00:00'))
        .filter(({ unit }) => unit === 'oleaster')
        .map((gap) => [cellName(gap), (gap.untilMs - gap.fromMs) / DAY]);
    expect(told(gone)).toEqual([['grid-worker@oleaster+electrical', 5]]);
    expect(told(away)).toEqual([
      ['grid-worker@oleaster', 3],
      ['grid-worker@oleaster+electrical', 1],
      ['grid-worker@oleaster+electrical', 1],
    ]);
  });

  test('THEN a gap of a competence is another than that of its post', () => {
    const gap = {
      role: 'grid-worker',
      unit: 'oleaster' as never,
      fromMs: 1,
      untilMs: 9,
      why: 'vacant',
      missing: [],
    } as const;
    const known = { ...gap, issue: 'i-1', place: 'camelbell' };
    const asked = { ...gap, competence: ['electrical'] };
    expect(compareGaps([known], [gap, asked], 0)).toMatchObject({ fresh: [asked], further: [], moved: [], mended: [] });
  });

  test('THEN the drawing says it', () => {
    const procedure = electrical.current.get('default')!;
    expect(draw(procedure, 'en')).toContain('needs electrical');
    expect(draw(procedure, 'zh')).toContain('须具备资格 electrical');
  });
});

test('GIVEN two tiers of one post of which one asks a competence THEN each is filled by its own answer', () => {
  const [lead, grid, ...more] = RULES.tiers;
  const asks = { ...grid!, competence: ['gas'] };
  const plain = { ...grid!, key: 'again' };
  const rules: IssueRules = { ...RULES, tiers: [lead!, asks, plain, ...more] };
  expect(postsOf(rules).filter(({ role }) => role === 'grid-worker')).toHaveLength(2);
  expect(isSamePost(asks, plain)).toBe(false);
  const issue = given(T0, rules);
  const licensed = { ...staff('grid-worker', ['grid', 'grid-deputy'], ['grid']), competence: ['gas'] };
  issue.and({ type: 'escalate', ...by('lead'), reason: 'up' }, 0, { staffing: staffing(licensed) });
  expect(told(issue, 'escalated')).toContain('tier-called grid');
  expect(told(issue, 'escalated')).not.toContain('tier-called grid-deputy');
  expect(issue.log.map(({ event }) => event).find(({ type }) => type === 'staffed')).toMatchObject({
    posts: [{ competence: ['gas'], called: ['grid'] }],
  });
  expect(issue.state.rules.tiers[2]?.called).toBeUndefined();
  expect(issue.folded()).toEqual(issue.state);
});

describe('GIVEN whoever has it is away and has a deputy', () => {
  const [lead, ...above] = RULES.tiers;
  const asking: IssueRules = {
    ...RULES,
    tiers: [{ ...lead!, people: ['lead', 'mate'].map(person), competence: ['gas'] }, ...above],
  };
  const there = (...called: readonly string[]) => ({
    ...staffing({ ...staff('building-lead', ['lead', 'mate', 'deputy'], called), competence: ['gas'] }),
    away: away('lead', 'deputy'),
  });

  test('WHEN the deputy is called for what is asked THEN the deputy has it', () => {
    const issue = looks(given(T0, asking).and(acknowledge('lead')), there('deputy'));
    expect(issue.state.assignee).toBe('deputy');
  });

  test('WHEN the deputy lacks it THEN the crew is called again', () => {
    const issue = looks(given(T0, asking).and(acknowledge('lead')), there('mate'));
    expect(issue.state).toMatchObject({ assignee: null, stage: 'open' });
    expect(told(issue, 'handed-over')).toEqual(['handed-over mate']);
  });
});

test('GIVEN a unit beside the ladder that asks a competence WHEN it is sent there THEN those who hold it are told', () => {
  const [party, ...others] = PARTY_RULES.parties!;
  const rules: IssueRules = { ...PARTY_RULES, parties: [{ ...party!, competence: ['gas'] }, ...others] };
  const [one, two] = party!.people;
  const filled = { ...staff(party!.role, party!.people, [one!]), unit: party!.unit, competence: ['gas'] };
  const issue = given(T0, rules)
    .and(acknowledge('lead'))
    .and(dispatch('lead', party!.key), 0, { staffing: staffing(filled) });
  expect(told(issue, 'dispatched')).toContain(`tier-called ${one}`);
  expect(told(issue, 'dispatched')).not.toContain(`tier-called ${two}`);
});

describe('what a document may say', () => {
  const GRID = '- key: grid-worker';
  const written = (clause: string) => {
    const text = textOf('procedures/default.yaml').replace(GRID, `${GRID}\n    competence: ${clause}`);
    const all = sources.map((source) =>
      source.path.endsWith('procedures/default.yaml') ? { ...source, text } : source,
    );
    return { all, text };
  };

  test('a tag, or a list of which the order means nothing', () => {
    const asked = (clause: string) => parsePolicies(written(clause).all).current.get('default')?.tiers[1]?.competence;
    expect(asked('gas')).toEqual(['gas']);
    expect(asked('[heights, gas]')).toEqual(['gas', 'heights']);
    expect(parsePolicies(sources).current.get('default')?.tiers[1]).not.toHaveProperty('competence');
  });

  test.each([
    ['[]', /^must not be empty$/],
    ['Gas Fitting', /must be the tag of a competence/],
    ['[gas, gas]', /names "gas" twice/],
    ['7', /must be the tag of a competence .*, not 7/],
  ])('%s is refused with its line', (clause, reason) => {
    const { all, text } = written(clause);
    const { code, problems } = refusal(() => parsePolicies(all));
    expect(code).toBe('PROCEDURE_INVALID');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toMatch(reason);
    expect(problems[0]?.line).toBe(lineOf(text, `competence: ${clause}`));
  });
});
