import { pin } from '../../../domain/directory/pin';
import { pinProcedure } from '../../../domain/directory/pin-procedure';
import { parseProcedure } from '../../../domain/procedure/parse';
import { policies, textOf } from '../procedure/shipped';

const HOUR = 3_600_000;
/** Of the shipped calendar. */
const DAY = 7 * HOUR;
const working = (ms: number) => ({ ms, time: 'working' });
const left = { unit: 'oleaster-1', category: 'property', severity: 'normal' };
const variant = (piece: string, by: string, text = textOf('joint.yaml')) => {
  if (!text.includes(piece)) throw new Error(`joint.yaml does not contain ${piece}`);
  return parseProcedure({ path: 'p.yaml', text: text.replace(piece, () => by) });
};

describe('GIVEN a procedure that uses the whole language WHEN it is pinned for a building', () => {
  const rules = pin(policies, left);

  it('THEN warnings are shares and spans of the time of their tier, and an acknowledgement expires', () => {
    expect(rules.tiers[0]).toMatchObject({
      warnings: [{ share: 0.5 }, { beforeMs: 4 * HOUR }],
      acknowledgementFor: working(DAY),
    });
    expect(rules.tiers[3]).not.toHaveProperty('warnings');
    expect(rules.tiers[3]).not.toHaveProperty('acknowledgementFor');
    expect(rules.tiers[0]).not.toHaveProperty('next');
  });

  it('THEN those who verify, check and call are found, at the level or the first above it', () => {
    expect(rules).toMatchObject({
      verification: {
        by: { role: 'grid-worker', unit: 'oleaster', people: ['worker-oleaster-1', 'worker-oleaster-2'] },
        within: working(4 * HOUR),
        repeat: { every: working(2 * HOUR), times: 1 },
      },
      check: {
        by: { role: 'party-group', unit: 'oleaster' },
        within: working(2 * DAY),
        evidenceMinimum: 1,
        reworkWithin: working(2 * DAY),
      },
      callBack: { by: { role: 'grid-worker', unit: 'oleaster' }, attempts: 3 },
    });
  });

  it('THEN so are units beside the ladder, with their three clocks', () => {
    expect(rules.parties?.map(({ key, unit, people }) => [key, unit, people.length])).toEqual([
      ['property-manager', 'oleaster', 2],
      ['developer', 'camelbell', 2],
      ['power-supply', 'camelbell', 2],
      ['water-supply', 'camelbell', 2],
    ]);
    expect(rules.parties?.[1]).toEqual({
      key: 'developer',
      role: 'developer',
      unit: 'camelbell',
      people: ['developer-1', 'developer-2'],
      acknowledgeWithin: working(4 * HOUR),
      handleWithin: working(5 * DAY),
      reportInWithin: working(HOUR / 2),
    });
  });

  it('THEN questions carry their panels, how many have to agree and what silence means', () => {
    expect(rules.void).toEqual({
      decideWithin: working(2 * DAY),
      reminders: [{ share: 0.5 }],
      panels: [
        {
          role: 'party-group',
          unit: 'oleaster',
          people: ['group-oleaster-1', 'group-oleaster-2', 'group-oleaster-3'],
          quorum: { share: 0.6 },
        },
        {
          role: 'committee',
          unit: 'camelbell',
          people: ['committee-1', 'committee-2', 'committee-3', 'committee-4'],
          quorum: { count: 1 },
        },
      ],
    });
    expect(rules.forceClose.panels).toMatchObject([{ role: 'committee', quorum: { count: 2 } }]);
    expect(rules.suspension).toMatchObject({ quorum: { share: 0.6 }, onTimeout: 'climb' });
    expect(rules.return).toEqual({ decideWithin: working(DAY), reminders: [{ share: 0.5 }], onTimeout: 'reject' });
  });

  it('THEN tiers that other clauses name are numbers', () => {
    expect(rules).toMatchObject({
      problem: { reworks: 3, units: 3 },
      supervision: { answerWithin: working(4 * HOUR) },
      total: { within: working(15 * DAY), to: 4 },
      again: { from: 2, times: 1 },
      copies: [
        { event: 'problem-raised', people: ['committee-1', 'committee-2', 'committee-3', 'committee-4'] },
        { event: 'declined', people: ['group-oleaster-1', 'group-oleaster-2', 'group-oleaster-3'] },
      ],
    });
    const jump = pinProcedure(policies, variant('acknowledgement-expires: 1wd', 'then: party-group'), left);
    expect(jump.tiers[0]?.next).toBe(3);
  });

  it('THEN it is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });
});

it('GIVEN a grid that has no such unit WHEN a matter there is pinned THEN it does without', () => {
  expect(pin(policies, { ...left, unit: 'poplar-1' }).parties?.map(({ key }) => key)).toEqual([
    'developer',
    'power-supply',
    'water-supply',
  ]);
});

describe('GIVEN a matter that lies above some of the ladder WHEN it is pinned', () => {
  it('THEN the numbers are those of the ladder that is left', () => {
    const grid = pin(policies, { ...left, unit: 'oleaster' });
    expect(grid.tiers).toHaveLength(3);
    expect(grid).toMatchObject({ total: { to: 3 }, again: { from: 1 } });
    const fromGroup = textOf('joint.yaml').replace('from: grid-worker', 'from: party-group');
    const jump = variant('acknowledgement-expires: 2wd', 'then: committee', fromGroup);
    expect(pinProcedure(policies, jump, { unit: 'oleaster' }).tiers[0]?.next).toBe(3);
    expect(pinProcedure(policies, jump, { unit: 'oleaster-1' }).tiers[1]?.next).toBe(4);
  });

  it('THEN what nobody around it does is left out, and the only rung is not climbed again', () => {
    const wide = pin(policies, { ...left, unit: 'camelbell' });
    expect(wide.tiers).toHaveLength(1);
    for (const gone of ['verification', 'check', 'callBack', 'again']) expect(wide).not.toHaveProperty(gone);
    expect(wide.void?.panels).toMatchObject([{ role: 'committee' }]);
    expect(wide.parties).toHaveLength(3);
    expect(wide.total?.to).toBe(1);
  });
});

it('GIVEN panels that are all below a matter WHEN it is pinned THEN the tier above decides', () => {
  const below = variant(
    'decide: 1wd, remind: [50%], quorum: 60%',
    'decide: 1wd, panels: [{ role: party-group, level: grid }]',
  );
  expect(pinProcedure(policies, below, { unit: 'oleaster' }).suspension.panels).toHaveLength(1);
  expect(pinProcedure(policies, below, { unit: 'camelbell' }).suspension).not.toHaveProperty('panels');
});

it('GIVEN a role that is held only below the level that is written THEN it is not found there', () => {
  const wide = variant('role: property-manager\n    level: grid', 'role: property-manager\n    level: community');
  expect(pinProcedure(policies, wide, left).parties?.map(({ key }) => key)).not.toContain('property-manager');
});

it('GIVEN a time scale WHEN it is pinned THEN every term and span is divided by it, and shares and counts are not', () => {
  const procedure = variant('again: {', 'spread: 2m\nagain: {');
  const full = JSON.stringify(pinProcedure(policies, procedure, left));
  const scaled = JSON.stringify(pinProcedure(policies, procedure, left, 3_600, 0));
  const times = (text: string): readonly (readonly [string, number])[] =>
    [
      ...text.replace(/"workingTime":.*$/, '').matchAll(/"(ms|\w+Ms|share|count|times|attempts|to|from)":([\d.]+)/g),
    ].map(([, name = '', value]) => [name, Number(value)]);
  expect(times(full).length).toBeGreaterThan(60);
  expect(times(scaled)).toEqual(
    times(full).map(([name, value]) => [name, /ms$/i.test(name) ? Math.max(1, Math.round(value / 3_600)) : value]),
  );
  expect(times(full)).toContainEqual(['spreadMs', 120_000]);
  expect(times(full)).toContainEqual(['beforeMs', 4 * HOUR]);
});

it('GIVEN an older version WHEN an issue stays under it THEN that one is pinned, by the people and the calendar of today', () => {
  const older = { ...variant('handle: 3wd', 'handle: 4wd'), version: 0 };
  expect(pinProcedure(policies, older, left)).toMatchObject({
    version: 0,
    tiers: [{ handleWithin: working(4 * DAY) }, {}, {}, {}],
    workingTime: { name: 'cn-office@1' },
  });
});
