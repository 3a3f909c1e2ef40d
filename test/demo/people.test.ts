/** The simulated people: the same seed gives the same people and the same intentions, whatever the order of things. */
import fc from 'fast-check';
import { reaction } from '../../clients/demo/people/reactions';
import type { Told } from '../../clients/demo/people/told';
import { chanceOf, pick } from '../../clients/demo/people/chance';
import { characterOf } from '../../clients/demo/people/character';
import { staysSilent } from '../../clients/demo/people/silence';
import type { InboxMessage } from '../../clients/sdk';
import { TEMPLATES } from '../../domain';
import { acknowledge, Given, handle, HOUR, T0 } from '../domain/given';

const people = Array.from({ length: 60 }, (_, n) => `person-${n}`);
const message = (over: Partial<InboxMessage> = {}): InboxMessage => ({
  id: 'i-1:1:lead:inbox',
  issue: 'i-1',
  seq: 1,
  template: 'tier-called',
  tier: 1,
  round: 0,
  facts: { dueAtMs: T0 + 2 * HOUR },
  category: 'lamps',
  unit: 'b-1',
  queuedAtMs: T0,
  lang: 'zh',
  subject: '',
  body: '',
  deliveredAtMs: T0,
  ...over,
});
const told = (seed: number, person: string, over: Partial<InboxMessage> = {}): Told => {
  const chance = chanceOf(seed);
  const world = {
    chance,
    hourMs: HOUR,
    closingAtMs: T0 + 30 * HOUR,
    latestAtMs: T0 + 60 * HOUR,
    complex: new Set(['property']),
  };
  return { world, person, character: characterOf(chance, person), message: message(over), nowMs: T0 };
};

test('a character depends on the seed and the person only', () => {
  const drawn = (seed: number, names: readonly string[]) =>
    new Map(names.map((name) => [name, characterOf(chanceOf(seed), name)]));
  expect(drawn(7, people)).toEqual(drawn(7, people));
  expect(drawn(7, [...people].reverse()).get('person-3')).toEqual(drawn(7, people).get('person-3'));
  expect(drawn(8, people)).not.toEqual(drawn(7, people));
});

test('every kind of character is among sixty people', () => {
  const all = people.map((name) => characterOf(chanceOf(7), name));
  expect(new Set(all.map(({ diligence }) => diligence)).size).toBe(4);
  expect(new Set(all.map(({ judgement }) => judgement)).size).toBe(3);
  expect(new Set(all.map(({ temper }) => temper)).size).toBe(4);
  expect(new Set(all.map(({ signals }) => signals)).size).toBe(2);
});

test('the same notice means the same to the same person, and nothing is planned in the past', () =>
  fc.assert(
    fc.property(
      fc.nat(),
      fc.constantFrom(...people),
      fc.constantFrom(...TEMPLATES),
      fc.integer({ min: 1, max: 4 }),
      (seed, person, template, tier) => {
        const plan = reaction(
          told(seed, person, { template, tier, facts: { dueAtMs: T0 + 2 * HOUR, approval: 'a1' } }),
        );
        expect(
          reaction(told(seed, person, { template, tier, facts: { dueAtMs: T0 + 2 * HOUR, approval: 'a1' } })),
        ).toEqual(plan);
        if (plan !== null) expect(plan.afterMs).toBeGreaterThanOrEqual(0);
      },
    ),
  ));

test('once everybody catches up, whoever is called comes within an hour and a half', () => {
  for (const person of people) {
    const late = { ...told(7, person), nowMs: T0 + 31 * HOUR };
    expect(reaction(late)).toMatchObject({ intention: { kind: 'take' } });
    expect(reaction(late)!.afterMs).toBeLessThanOrEqual(1.5 * HOUR);
  }
});

test('deciders who decide together mean the same instant', () => {
  const asked = (approval: string, person: string) =>
    reaction(told(7, person, { template: 'approval-asked', facts: { dueAtMs: T0 + 12 * HOUR, approval } }));
  const blind = Array.from({ length: 40 }, (_, n) => `a${n}`).filter((approval) => {
    const plan = asked(approval, 'person-1');
    return plan?.intention.kind === 'decide' && plan.intention.blind;
  });
  expect(blind.length).toBeGreaterThan(3);
  for (const approval of blind) expect(asked(approval, 'person-2')?.afterMs).toBe(asked(approval, 'person-1')?.afterMs);
});

test('a silent resident stays silent for good only where that ends within the demo', () => {
  const { state } = new Given().and(acknowledge('lead')).and(handle('lead'));
  const silent = { ...characterOf(chanceOf(7), 'x'), temper: 'silent' as const };
  const until = (hours: number) => ({
    character: silent,
    world: { ...told(7, 'x').world, latestAtMs: T0 + hours * HOUR },
  });
  expect(staysSilent(state, until(36))).toBe(true);
  expect(staysSilent(state, until(35))).toBe(false);
  expect(staysSilent(state, { ...until(36), character: { ...silent, temper: 'content' } })).toBe(false);
});

test('weights are kept', () =>
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (at) => {
      expect(pick({ a: 1, b: 3 }, at)).toBe(at < 0.25 ? 'a' : 'b');
    }),
  ));
