/** Any sequence of commands and any passing of time keeps the invariants. */
import fc from 'fast-check';
import {
  decide,
  evolve,
  explain,
  fold,
  isLastTier,
  nextWake,
  notices,
  parseCommand,
  wakeKey,
  wakes,
  type Command,
  type IssueState,
} from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  askSuspension,
  by,
  confirm,
  dispute,
  Given,
  handle,
  HOUR,
  ISSUE,
  person,
  reject,
  reopen,
  resume,
  T0,
} from './given';

const people = [
  'lead',
  'grid',
  'grid-deputy',
  'group',
  'group-member',
  'committee',
  'committee-b',
  'resident',
  'stranger',
];
const who = fc.constantFrom(...people);
const command: fc.Arbitrary<Command> = who.chain((id) =>
  fc.constantFrom<Command>(
    acknowledge(id),
    handle(id),
    askExtension(id, 4),
    askExtension(id, 30),
    askForceClose(id),
    askSuspension(id, T0 + 60 * HOUR),
    resume(id),
    approve(id),
    approve(id, 'a1'),
    reject(id),
    confirm(id),
    dispute(id),
    reopen(id),
    { type: 'escalate', ...by(id), reason: 'up' },
    { type: 'assign', ...by(id), to: person('grid') },
  ),
);
/** Half of all commands come from somebody who may give one: otherwise most histories would be refusals. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('anybody' as const), command }),
  fc.record({ kind: fc.constant('offered' as const), pick: fc.nat(), whom: fc.nat() }),
  fc.record({ kind: fc.constant('offered' as const), pick: fc.nat(), whom: fc.nat() }),
  fc.record({
    kind: fc.constant('time' as const),
    hours: fc.double({ min: 0, max: 40, noNaN: true }),
    lateMs: fc.nat(5 * HOUR),
  }),
);

const offered = (state: IssueState, pick: number, whom: number): Command | null => {
  const make = (id: string): Record<string, Command> => ({
    acknowledge: acknowledge(id),
    handle: handle(id),
    request: [askExtension(id), askForceClose(id), askSuspension(id, state.stageSinceMs + 20 * HOUR)][pick % 3]!,
    resume: resume(id),
    approve: approve(id),
    reject: reject(id),
    confirm: confirm(id),
    dispute: dispute(id),
    reopen: reopen(id),
    escalate: { type: 'escalate', ...by(id), reason: 'up' },
    assign: { type: 'assign', ...by(id), to: person('grid') },
  });
  const known = make('nobody');
  const offers = explain(state).offers.filter(({ command }) => command in known);
  const offer = offers[pick % Math.max(1, offers.length)];
  const id = offer?.whom[whom % Math.max(1, offer.whom.length)];
  return offer === undefined || id === undefined ? null : (make(id)[offer.command] ?? null);
};

const histories = fc.array(step, { maxLength: 40 }).map((steps) => {
  const issue = new Given();
  for (const one of steps) {
    if (one.kind === 'time') {
      issue.pass(Math.round(one.hours * HOUR), one.lateMs);
      continue;
    }
    const next = one.kind === 'anybody' ? one.command : offered(issue.state, one.pick, one.whom);
    if (next !== null && decide(issue.state, next, issue.nowMs).ok) issue.and(next);
  }
  return issue;
});
const always = (check: (issue: Given) => void) => fc.assert(fc.property(histories, check), { numRuns: 300 });

describe('any history of commands and times', () => {
  test('G2 numbers its events 1..n', () =>
    always(({ log }) => expect(log.map((entry) => entry.seq)).toEqual(log.map((_, n) => n + 1))));

  test('G6 folds from its log to the state that it has', () =>
    always((issue) => expect(issue.folded()).toEqual(issue.state)));

  test('keeps its state plain: JSON and back changes nothing', () =>
    always(({ state }) => expect(JSON.parse(JSON.stringify(state))).toEqual(state)));

  test('G4 fires each deadline once and never early, and none after the end', () =>
    always((issue) => {
      const ladder = issue.log.filter((entry) => entry.actor === 'ladder');
      const keys = new Map(ladder.map((entry) => [entry.commandId, entry.occurredAtMs]));
      const steps = ladder.filter((entry, n) => n === 0 || ladder[n - 1]!.commandId !== entry.commandId);
      expect(keys.size).toBe(steps.length);
      for (const [key, occurredAtMs] of keys)
        expect(occurredAtMs).toBeGreaterThanOrEqual(Number(key.split(':').at(-1)));
      if (issue.state.stage === 'closed') expect(nextWake(issue.state)).toBeUndefined();
    }));

  test('is never stuck: what is not closed waits for an instant, and the last tier never drops it', () =>
    always(({ state }) => {
      if (state.stage === 'closed') return;
      expect(nextWake(state)).toBeDefined();
      expect(explain(state).waits.length).toBeGreaterThan(0);
      if (isLastTier(state) && state.stage !== 'confirming') expect(explain(state).next?.then).toMatch(/alert|lapse/);
    }));

  test('G5 tells nobody twice of the same tier and round', () =>
    always(({ log }) => {
      const seen = new Set<string>();
      let state: IssueState | null = null;
      for (const entry of log) {
        state = evolve(ISSUE, state, entry);
        for (const notice of notices(state, entry.event).filter(({ template }) => template.startsWith('tier-'))) {
          const key = [notice.tier, notice.round, notice.recipient].join();
          expect(seen).not.toContain(key);
          seen.add(key);
        }
      }
    }));

  test('G7 decides each approval once, and never by its asker or outside of its deciders', () =>
    always(({ log, state }) => {
      for (const approval of state.approvals) {
        const decisions = log.filter(
          ({ event }) => (event.type === 'approved' || event.type === 'rejected') && event.approval === approval.id,
        );
        expect(decisions.length).toBe(approval.status === 'approved' || approval.status === 'rejected' ? 1 : 0);
        expect(approval.deciders).not.toContain(approval.askedBy);
        expect(approval.deciders.length).toBeGreaterThan(0);
        for (const { event } of decisions) if ('by' in event) expect(approval.deciders).toContain(event.by);
      }
      expect(state.approvals.filter((approval) => approval.status === 'pending').length).toBeLessThanOrEqual(1);
      let before: IssueState | null = null;
      for (const entry of log) {
        if (entry.event.type === 'approved' || entry.event.type === 'rejected') {
          expect(entry.event.by).not.toBe(before?.assignee);
          expect(entry.event.by).not.toBe(before?.handled?.by);
        }
        before = evolve(ISSUE, before, entry);
      }
    }));

  test('never climbs down', () =>
    always(({ log }) => {
      const tiers = log
        .map(({ event }) => ('toTier' in event ? event.toTier : event.type === 'reopened' ? event.tier : 0))
        .filter(Boolean);
      expect([...tiers].sort((a, b) => a - b)).toEqual(tiers);
    }));

  test('every wake to come has a name of its own, which no wake before it had', () =>
    always(({ state, log }) => {
      const names: readonly string[] = wakes(state).map(wakeKey);
      expect(new Set(names).size).toBe(names.length);
      for (const { commandId } of log) expect(names).not.toContain(commandId);
    }));

  test('the generator reaches what it should: every kind of event appears', () => {
    const seen = new Set(fc.sample(histories, { numRuns: 600, seed: 7 }).flatMap((issue) => issue.types()));
    expect([...seen].sort()).toEqual([
      'acknowledged',
      'approval-lapsed',
      'approval-requested',
      'approved',
      'assigned',
      'closed',
      'confirmed',
      'disputed',
      'escalated',
      'extended',
      'handled',
      'opened',
      'rejected',
      'reminded',
      'reopened',
      'resumed',
      'suspended',
    ]);
  });

  test('fold from any point gives the same as fold from the start', () =>
    fc.assert(
      fc.property(histories, fc.nat(), ({ log, state }, at) => {
        const cut = at % log.length;
        expect(fold(ISSUE, log.slice(cut), fold(ISSUE, log.slice(0, cut)))).toEqual(state);
      }),
      { numRuns: 200 },
    ));
});

describe('what comes through the door', () => {
  test('any JSON at all is either a command of the right shape or refused with a code', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom('approve', 'handle', 'request', 'nonsense', '__proto__', 'constructor'), fc.string()),
        fc.jsonValue(),
        (name, payload) => {
          const parsed = parseCommand(name, payload);
          if (!parsed.ok) expect(parsed.refusal.code).toMatch(/^COMMAND_/);
          else expect(parsed.command.by).toMatch(/^[a-z0-9-]{1,64}$/);
        },
      ),
    ));
  test('an unknown field is refused by name', () => {
    const parsed = parseCommand('approve', { by: 'x', aproval: 'a1' });
    expect(parsed.ok ? '' : parsed.refusal.message).toContain('aproval');
  });
});
