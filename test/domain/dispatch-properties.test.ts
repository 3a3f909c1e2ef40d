/** Any sequence of dispatches, returns and summonses keeps the books of time, whoever has the issue. */
import fc from 'fast-check';
import {
  currentTier,
  decide,
  evolve,
  explain,
  isLastTier,
  nextWake,
  notices,
  wakeKey,
  wakes,
  type Clock,
  type Command,
  type Instant,
  type IssueState,
  type Span,
} from '../../domain';
import { acknowledge, approve, askExtension, by, Given, handle, HOUR, ISSUE, reject, T0 } from './given';
import { askReturn, dispatch, finish, PARTY_RULES, release, reportIn, summon } from './parties';

const people = [
  'lead',
  'grid',
  'group',
  'committee',
  'committee-b',
  'manager',
  'fitter',
  'plumber',
  'both',
  'resident',
];
const keys = ['property', 'power', 'water', 'gas'];
const command = fc
  .record({ id: fc.constantFrom(...people), key: fc.constantFrom(...keys) })
  .chain(({ id, key }) =>
    fc.constantFrom<Command>(
      acknowledge(id),
      dispatch(id, key),
      askReturn(id),
      approve(id),
      reject(id),
      askExtension(id, 4),
      summon(id, key),
      reportIn(id),
      finish(id),
      release(id, key),
      handle(id),
      { type: 'escalate', ...by(id), reason: 'up' },
    ),
  );
/** Most commands come from somebody who may give one: otherwise most histories would be refusals. */
const offered = fc.record({ pick: fc.nat(), whom: fc.nat(), key: fc.constantFrom(...keys) });
const time = fc.record({ ms: fc.nat(4 * HOUR), lateMs: fc.oneof(fc.constant(0), fc.nat(3 * HOUR)) });
const step = fc.oneof(
  { weight: 1, arbitrary: command },
  { weight: 4, arbitrary: offered },
  { weight: 2, arbitrary: time },
  { weight: 1, arbitrary: fc.record({ bounce: fc.constantFrom(...keys), ms: fc.nat(HOUR / 2) }) },
);

function made({ state }: Given, { pick, whom, key }: { pick: number; whom: number; key: string }): Command | null {
  const offers = explain(state).offers;
  const offer = offers[pick % Math.max(1, offers.length)];
  const id = offer?.whom[whom % Math.max(1, offer.whom.length)];
  if (offer === undefined || id === undefined) return null;
  const commands: Readonly<Record<string, Command>> = {
    acknowledge: acknowledge(id),
    dispatch: dispatch(id, key),
    request: whom % 3 === 0 ? askExtension(id, 2) : askReturn(id),
    approve: approve(id),
    summon: summon(id, key),
    'report-in': reportIn(id),
    finish: finish(id),
    release: release(id, key),
    ...(whom % 5 === 0 ? { handle: handle(id) } : {}),
  };
  return commands[offer.command] ?? null;
}

/** A wrong dispatch that is given back after a while: rare among commands at random. */
function bounced({ state }: Given, key: string): readonly Command[] {
  const [dispatcher] = currentTier(state).people;
  const asker = PARTY_RULES.parties?.find((one) => one.key === key)?.people[0];
  if (dispatcher === undefined || asker === undefined) return [];
  return [dispatch(dispatcher, key), askReturn(asker), approve(dispatcher)];
}

/** Deadlines that have come are served before the command, as the engine does. */
const histories = fc.array(step, { minLength: 5, maxLength: 40 }).map((steps) => {
  const issue = new Given(T0, PARTY_RULES);
  for (const one of steps) {
    if ('lateMs' in one) {
      issue.pass(one.ms, one.lateMs);
      continue;
    }
    const next = 'bounce' in one ? bounced(issue, one.bounce) : ['type' in one ? one : made(issue, one)];
    for (const given of next) {
      if ('bounce' in one) issue.pass(one.ms);
      if (given !== null && decide(issue.pass(0).state, given, issue.nowMs).ok) issue.and(given);
    }
  }
  return issue.pass(0);
});
const always = (check: (issue: Given) => void) => fc.assert(fc.property(histories, check), { numRuns: 250 });

/** The tier's own time to handle, running or not, and what is left of it now. */
function ownTime({ dispatch: given, clocks }: IssueState, nowMs: Instant): { clock: Clock; leftMs: Span } | undefined {
  if (given !== undefined) return { clock: given.handle.clock, leftMs: given.handle.leftMs };
  return clocks.handle && { clock: clocks.handle, leftMs: clocks.handle.dueAtMs - nowMs };
}

/** Natural time at parties since the tier went on duty, by the log alone. */
function timeAtParties({ log, nowMs }: Given): Span {
  let spentMs = 0;
  let sinceMs: Instant | undefined;
  for (const { event, occurredAtMs } of log) {
    if (event.type === 'dispatched') sinceMs ??= occurredAtMs;
    if (event.type === 'returned' && sinceMs !== undefined) {
      spentMs += occurredAtMs - sinceMs;
      sinceMs = undefined;
    }
    if (event.type === 'escalated') [spentMs, sinceMs] = [0, undefined];
  }
  return sinceMs === undefined ? spentMs : spentMs + nowMs - sinceMs;
}

/** Overdue already when it was dispatched, or alerted as overdue: then nothing is left that could stand still. */
const wasOverdue = ({ log }: Given): boolean =>
  log.some(({ event }) => event.type === 'dispatched' && event.tierHandle.leftMs === 0) ||
  log.some(({ event }) => event.type === 'reminded' && event.clock === 'handle');

describe('any history of dispatches, returns and summonses', () => {
  test('time charged to the tier and time at parties are the time that has passed: nothing is lost or counted twice', () =>
    always((issue) => {
      const own = ownTime(issue.state, issue.nowMs);
      if (own === undefined || !/open|handling/.test(issue.state.stage) || wasOverdue(issue)) return;
      const grantedMs = own.clock.charges
        .filter(({ why }) => why === 'term' || why === 'extension')
        .reduce((sum, { ms }) => sum + ms, 0);
      expect(grantedMs - own.leftMs + timeAtParties(issue)).toBe(issue.nowMs - own.clock.sinceMs);
    }));

  test('a charge of a dispatch is the time at the party, and charges add up to the deadline', () =>
    always((issue) => {
      const clock = issue.state.dispatch === undefined ? issue.state.clocks.handle : undefined;
      if (clock === undefined || wasOverdue(issue)) return;
      const stoodMs = clock.charges.filter(({ why }) => why === 'dispatch').reduce((sum, { ms }) => sum + ms, 0);
      expect(stoodMs).toBe(timeAtParties(issue));
      expect(clock.charges.reduce((sum, { ms }) => sum + ms, clock.sinceMs)).toBe(clock.dueAtMs);
    }));

  test('no wake fires twice or early, and every one to come has a name that none before it had', () =>
    always(({ log, state }) => {
      const fired = log.filter(({ actor }) => actor === 'ladder');
      const turns = fired.filter(({ commandId }, n) => fired[n - 1]?.commandId !== commandId);
      expect(new Set(turns.map(({ commandId }) => commandId)).size).toBe(turns.length);
      for (const { commandId, occurredAtMs } of turns)
        expect(occurredAtMs).toBeGreaterThanOrEqual(Number(commandId.split(':').at(-1)));
      const names: readonly string[] = wakes(state).map(wakeKey);
      expect(new Set(names).size).toBe(names.length);
      for (const { commandId } of log) expect(names).not.toContain(commandId);
    }));

  test('a unit that is late has half an interval before it is called again, however late the engine was', () =>
    always(({ log }) => {
      for (const { event, occurredAtMs } of log) {
        if (event.type !== 'part-overdue') continue;
        const every = event.clock === 'part' ? 6 * HOUR : HOUR / 2;
        expect(event.nextAtMs - occurredAtMs).toBeGreaterThanOrEqual(every / 2);
        expect((event.nextAtMs - event.firedAtMs) % every).toBe(0);
      }
    }));

  test('nobody is called twice for one tier and round, and a party that is called learns until when', () =>
    always(({ log }) => {
      const seen = new Set<string>();
      let state: IssueState | null = null;
      for (const entry of log) {
        state = evolve(ISSUE, state, entry);
        for (const { template, tier, round, recipient, facts } of notices(state, entry.event)) {
          if (!template.startsWith('tier-')) continue;
          const key = [tier, round, recipient].join();
          expect(seen).not.toContain(key);
          seen.add(key);
          expect(facts.dueAtMs).toBeGreaterThan(entry.occurredAtMs - 1);
        }
      }
    }));

  test('it is never stuck, and what is offered to somebody is not refused for who they are', () =>
    always(({ state, nowMs }) => {
      if (state.stage === 'closed') return;
      expect(nextWake(state)?.atMs).toBeGreaterThan(nowMs);
      if (isLastTier(state) && /open|handling/.test(state.stage) && state.dispatch === undefined)
        expect(explain(state).next?.then).toMatch(/alert|lapse|call-again/);
      for (const { command: name, whom } of explain(state).offers)
        for (const id of whom) {
          if (!['dispatch', 'summon', 'report-in', 'finish', 'release'].includes(name)) continue;
          const tries: Readonly<Record<string, (key: string) => Command>> = {
            dispatch: (key) => dispatch(id, key),
            summon: (key) => summon(id, key),
            release: (key) => release(id, key),
            'report-in': () => reportIn(id),
            finish: () => finish(id),
          };
          expect([name, keys.some((key) => decide(state, tries[name]!(key), nowMs).ok)]).toEqual([name, true]);
        }
    }));

  test('it folds from its log to the state that it has, and the state is plain', () =>
    always((issue) => {
      expect(issue.folded()).toEqual(issue.state);
      expect(JSON.parse(JSON.stringify(issue.state))).toEqual(issue.state);
    }));

  test('the generator reaches what it should', () => {
    const seen = new Set(fc.sample(histories, { numRuns: 600, seed: 7 }).flatMap((issue) => issue.types()));
    for (const type of [
      'dispatched',
      'returned',
      'problem-raised',
      'summoned',
      'reported-in',
      'part-finished',
      'part-released',
      'part-overdue',
      'extended',
      'escalated',
      'handled',
    ])
      expect([...seen]).toContain(type);
    const takenBack = fc
      .sample(histories, { numRuns: 600, seed: 7 })
      .some(({ log }) => log.some(({ event }) => event.type === 'returned' && event.approval === undefined));
    expect(takenBack).toBe(true);
  });
});
