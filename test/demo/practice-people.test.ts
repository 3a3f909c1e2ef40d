/** People who have a part in a complex matter: what they mean when they are told, and what they do about it. */
import { act } from '../../clients/demo/people/act';
import type { Hands } from '../../clients/demo/people/hands';
import type { Intention, Plan } from '../../clients/demo/people/intention';
import { answerOf } from '../../clients/demo/people/looking';
import { isFlawed, isMisdirected, isSlow, unitsFor, wayOf, type Way } from '../../clients/demo/people/matter';
import { Memory } from '../../clients/demo/people/memory';
import { reaction } from '../../clients/demo/people/reactions';
import { characterOf, type Character } from '../../clients/demo/people/character';
import { chanceOf } from '../../clients/demo/people/chance';
import type { Told } from '../../clients/demo/people/told';
import type { InboxMessage } from '../../clients/sdk';
import type { IssueId, IssueState } from '../../domain';
import { acknowledge, CHECKED, given, handle, HOUR, ISSUE, person, RULES, T0, post } from '../domain/given';
import { askReturn, dispatch, PARTY_RULES, reportIn, summon, withLead } from '../domain/parties';

const message = (over: Partial<InboxMessage>): InboxMessage => ({
  id: `${ISSUE}:1:lead:inbox`,
  issue: ISSUE,
  seq: 1,
  template: 'tier-called',
  tier: 1,
  round: 0,
  facts: { dueAtMs: T0 + 2 * HOUR },
  category: 'property',
  unit: 'b-1',
  queuedAtMs: T0,
  lang: 'zh',
  subject: '',
  body: '',
  deliveredAtMs: T0,
  ...over,
});
const DILIGENT: Character = { diligence: 'diligent', judgement: 'lenient', temper: 'content', signals: false };
const told = (seed: number, by: string, over: Partial<InboxMessage> = {}, character = DILIGENT): Told => ({
  world: {
    chance: chanceOf(seed),
    hourMs: HOUR,
    closingAtMs: T0 + 40 * HOUR,
    latestAtMs: T0 + 60 * HOUR,
    complex: new Set(['property']),
  },
  person: by,
  character,
  message: message(over),
  nowMs: T0,
});
/** The first seed with which this is true of the matter. */
const seedWhere = (holds: (world: Told['world']) => boolean): number => {
  for (let seed = 0; seed < 5_000; seed += 1) if (holds(told(seed, 'x').world)) return seed;
  throw new Error('No seed makes it so.');
};

/** What somebody does who means this in front of that issue, and what they mean next. */
async function does(state: IssueState, teller: Told, intention: Intention, refused: readonly string[] = []) {
  const done: [name: string, payload: Record<string, unknown>][] = [];
  const meant: Plan[] = [];
  const hands = {
    look: () => Promise.resolve(state),
    give: (name: string, _issue: IssueId, payload: Record<string, unknown>) => {
      done.push([name, payload]);
      return Promise.resolve(!refused.includes(name));
    },
  } as unknown as Hands;
  const by = person(teller.person);
  await act({ told: teller, by, lang: 'en', hands, mean: (plan) => void meant.push(plan) }, intention);
  return { done: done.map(([name]) => name), payloads: done.map(([, payload]) => payload), meant };
}

const ISSUE_ID = ISSUE;
const facts = { party: 'property', dueAtMs: T0 + HOUR };

describe('a unit that is summoned', () => {
  const prompt = seedWhere((world) => !isSlow(world, ISSUE_ID, 'property'));
  const slow = seedWhere((world) => isSlow(world, ISSUE_ID, 'property'));

  test('reports in within half an hour, or only when it is called out', () => {
    const plan = reaction(told(prompt, 'manager', { template: 'summoned', facts }));
    expect(plan?.intention).toEqual({ kind: 'report-in' });
    expect(plan?.afterMs).toBeLessThan(HOUR / 2);
    expect(reaction(told(slow, 'manager', { template: 'summoned', facts }))).toBeNull();
    const overdue = { template: 'part-overdue', facts: { ...facts, cause: 'report-in' } } as const;
    expect(reaction(told(slow, 'manager', overdue))?.intention).toEqual({ kind: 'report-in' });
    const absent = { ...DILIGENT, diligence: 'absent' as const };
    expect(reaction(told(prompt, 'manager', { template: 'summoned', facts }, absent))).toBeNull();
  });

  test('whoever has reported in does the part; a colleague who comes later has nothing to do', async () => {
    const { state } = withLead().and(summon('lead', 'property'));
    const first = await does(state, told(prompt, 'manager'), { kind: 'report-in' });
    expect(first).toMatchObject({ done: ['report-in'], meant: [{ intention: { kind: 'finish' } }] });
    const there = withLead().and(summon('lead', 'property')).and(reportIn('manager')).state;
    expect(await does(there, told(prompt, 'porter'), { kind: 'report-in' })).toMatchObject({ done: [], meant: [] });
    expect((await does(there, told(prompt, 'manager'), { kind: 'finish' })).done).toEqual(['finish']);
    // The lead is told of a part that is overdue too, and has none.
    expect((await does(there, told(prompt, 'lead'), { kind: 'finish' })).done).toEqual([]);
  });

  test('whoever leads waits for it, and goes on without it when the day ends', async () => {
    const { state } = withLead().and(summon('lead', 'property'));
    expect((await does(state, told(prompt, 'lead'), { kind: 'handle' })).done).toEqual([]);
    const late = { ...told(prompt, 'lead'), nowMs: T0 + 41 * HOUR };
    expect((await does(state, late, { kind: 'handle' })).done[0]).toBe('release');
  });
});

describe('a unit to which it was dispatched', () => {
  const units = PARTY_RULES.parties?.map(({ key }) => key) ?? [];
  const owner = (world: Told['world']) => unitsFor(world, ISSUE_ID, units)[0];
  const wrong = seedWhere((world) => isMisdirected(world, ISSUE_ID) && owner(world) === 'power');
  const right = seedWhere((world) => owner(world) === 'property');
  const dispatched = () => withLead().and(dispatch('lead', 'property'));

  test('gives it back when it is another’s, and takes it when it is its own', async () => {
    const { state } = dispatched();
    const back = await does(state, told(wrong, 'manager'), { kind: 'take' });
    expect([back.done, back.payloads[0]?.['kind']]).toEqual([['request'], 'return']);
    expect((await does(state, told(right, 'manager'), { kind: 'take' })).done).toEqual(['acknowledge']);
  });

  test('keeps it when it asked already', async () => {
    const { state } = dispatched().and(askReturn('manager'));
    expect((await does(state, told(wrong, 'manager'), { kind: 'take' })).done).toEqual(['acknowledge']);
  });

  test('who dispatched it agrees to take it back', () => {
    const plan = reaction(
      told(wrong, 'lead', { template: 'approval-asked', facts: { approval: 'a1', kind: 'return' } }),
    );
    expect(plan?.intention).toMatchObject({ kind: 'decide', yes: true, blind: false });
  });
});

describe('whoever has a complex matter', () => {
  const goesBy = (way: Way) =>
    seedWhere(
      (world) =>
        wayOf(world, ISSUE_ID) === way &&
        world.chance(ISSUE_ID, 'needs') < 0.42 &&
        world.chance(ISSUE_ID, 'forgotten') >= 0.2,
    );
  const next = async (way: Way) =>
    (await does(given(T0, PARTY_RULES).state, told(goesBy(way), 'lead'), { kind: 'take' })).meant[0]?.intention.kind;

  test.each([
    ['alone', 'handle'],
    ['together', 'summon'],
    ['dispatch', 'dispatch'],
    ['pause', 'ask'],
  ] as const)('goes the way that settles it: %s', async (way, kind) => expect(await next(way)).toBe(kind));

  test('who is forgetful of it is reminded by the warning', () => {
    const seed = seedWhere((world) => world.chance(ISSUE_ID, 'needs') < 0.42);
    expect(reaction(told(seed, 'lead', { template: 'deadline-near' }))?.intention).toEqual({ kind: 'handle' });
  });
});

test('two who check see the same, and what was flawed is done well in the end', () => {
  const flawed = seedWhere((world) => isFlawed(world, ISSUE_ID, 0) && world.chance(ISSUE_ID, 'stubborn') >= 0.12);
  const { world } = told(flawed, 'x');
  expect([0, 1].map((redone) => isFlawed(world, ISSUE_ID, redone))).toEqual([true, false]);
  const stubborn = told(
    seedWhere((one) => one.chance(ISSUE_ID, 'stubborn') < 0.12),
    'x',
  ).world;
  expect([0, 1, 2, 3, 4].map((redone) => isFlawed(stubborn, ISSUE_ID, redone))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
  const { state } = given(T0, CHECKED).and(acknowledge('lead')).and(handle('lead'));
  return Promise.all(
    ['inspector', 'inspector-b'].map(async (who) =>
      expect((await does(state, told(flawed, who), { kind: 'check' })).done).toEqual(['fail-check']),
    ),
  );
});

describe('a resident who is called', () => {
  const CALLED = { ...RULES, callBack: { by: post('caller', 'caller', 'caller-b'), attempts: 3 } };
  const { state } = given(T0, CALLED).and(acknowledge('lead')).and(handle('lead'));
  const of = (temper: Character['temper']) =>
    seedWhere((world) => characterOf(world.chance, 'resident').temper === temper);

  test.each([
    ['content', 'satisfied'],
    ['picky', 'dissatisfied'],
    ['hesitant', 'unreachable'],
    ['silent', 'unreachable'],
  ] as const)('%s says: %s', (temper, answer) => expect(answerOf(told(of(temper), 'caller'), state)).toBe(answer));

  test('is called again when the next attempt counts, also by whoever came too soon', async () => {
    const silent = told(of('silent'), 'caller');
    const first = await does(state, silent, { kind: 'call' });
    expect(first.done).toEqual(['call-back']);
    expect(first.meant).toMatchObject([{ intention: { kind: 'call' } }]);
    const tried = { ...state, unreached: { attempts: 1, lastAtMs: T0 } };
    const early = await does(tried, { ...silent, nowMs: T0 + HOUR }, { kind: 'call' });
    expect(early.done).toEqual([]);
    expect(early.meant[0]?.afterMs).toBeGreaterThan(11 * HOUR);
    const refused = await does(tried, { ...silent, nowMs: T0 + 12 * HOUR }, { kind: 'call' }, ['call-back']);
    expect(refused).toMatchObject({ done: ['call-back'], meant: [{ intention: { kind: 'call' } }] });
  });

  test('and is silent for good only where the calls end within the demo', () => {
    const silent = told(of('silent'), 'caller');
    const tried = (attempts: number, hours: number) => ({
      ...state,
      unreached: { attempts, lastAtMs: T0 + hours * HOUR },
    });
    expect(answerOf(silent, tried(1, 20))).toBe('unreachable');
    const { confirm: _by, ...clocks } = state.clocks;
    expect(answerOf(silent, { ...tried(1, 20), clocks })).toBe('satisfied');
    const later = { ...silent, world: { ...silent.world, latestAtMs: T0 + 30 * HOUR } };
    expect(answerOf(later, tried(1, 20))).toBe('satisfied');
  });
});

test('whoever was called to the same thing at the same place a while ago is reminded of it', () => {
  const memory = new Memory();
  const called = (issue: string, hours: number, over: Partial<InboxMessage> = {}) =>
    memory.alike(message({ issue, queuedAtMs: T0 + hours * HOUR, ...over }), HOUR);
  expect(called('i-1', 0)).toBeUndefined();
  expect(called('i-2', 1)).toBe('i-1');
  expect(called('i-1', 2)).toBeUndefined();
  expect(called('i-3', 2, { unit: 'b-2' })).toBeUndefined();
  expect(called('i-4', 2, { template: 'tier-reminded' })).toBeUndefined();
  expect(called('i-5', 7)).toBeUndefined();
});

test('what is like another is linked to it, and taken where that is not possible', async () => {
  const alike = 'i-other' as IssueId;
  const seed = seedWhere((world) => {
    const teller = { ...told(0, 'lead', { category: 'lamps' }), world, alike };
    return reaction(teller)?.intention.kind === 'link';
  });
  const { state } = given();
  expect((await does(state, told(seed, 'lead'), { kind: 'link', to: alike })).done).toEqual(['link']);
  expect((await does(state, told(seed, 'lead'), { kind: 'link', to: alike }, ['link'])).done).toEqual([
    'link',
    'acknowledge',
  ]);
});

test('who is supervised answers, and who is named a deputy acts in the other’s place', async () => {
  expect(reaction(told(7, 'lead', { template: 'supervised' }))?.intention).toEqual({ kind: 'answer' });
  const delegations = [{ from: person('lead'), to: person('grid'), untilMs: T0 + 9 * HOUR }];
  const state = { ...given().state, delegations };
  expect((await does(state, told(7, 'grid'), { kind: 'take' })).done).toEqual(['acknowledge']);
  expect((await does(given().state, told(7, 'grid'), { kind: 'take' })).done).toEqual([]);
});
