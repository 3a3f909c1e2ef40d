/** Whatever has happened to an issue, other rules and back again leave its deadlines, and its pauses, where they were. */
import fc from 'fast-check';
import {
  decide,
  natural,
  nextWake,
  type ClockName,
  type Command,
  type IssueRules,
  type IssueState,
} from '../../domain';
import {
  acknowledge,
  approve,
  askExtension,
  askSuspension,
  by,
  confirm,
  dispute,
  given,
  handle,
  HOUR,
  reopen,
  resume,
  RULES,
  T0,
} from './given';

const FIRST: IssueRules = {
  ...RULES,
  total: { within: natural(200 * HOUR), to: 4 },
  supervision: { answerWithin: natural(6 * HOUR) },
};
const other = (hours: number): IssueRules => ({
  ...FIRST,
  version: 2,
  tiers: FIRST.tiers.map((tier) => ({
    ...tier,
    acknowledgeWithin: natural(Math.max(HOUR, tier.acknowledgeWithin.ms + hours * HOUR)),
    handleWithin: natural(Math.max(HOUR, tier.handleWithin.ms + hours * HOUR)),
  })),
  confirmation: { ...FIRST.confirmation, within: natural(Math.max(HOUR, (24 + hours) * HOUR)) },
  total: { within: natural(Math.max(HOUR, (200 + hours) * HOUR)), to: 4 },
});

const people = ['lead', 'grid', 'group', 'committee', 'committee-b', 'resident'];
const command: fc.Arbitrary<Command> = fc
  .constantFrom(...people)
  .chain((id) =>
    fc.constantFrom<Command>(
      acknowledge(id),
      handle(id),
      askExtension(id, 4),
      askSuspension(id, T0 + 60 * HOUR),
      resume(id),
      approve(id),
      confirm(id),
      dispute(id),
      reopen(id),
      { type: 'supervise', ...by(id), reason: 'look' },
      { type: 'escalate', ...by(id), reason: 'up' },
    ),
  );
const turn = fc.oneof({ weight: 4, arbitrary: command }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }) });

function lived(turns: readonly (Command | number)[]) {
  const issue = given(T0, FIRST);
  for (const one of turns) {
    if (typeof one === 'number') issue.pass(one * HOUR);
    else if (decide(issue.state, one, issue.nowMs).ok) issue.and(one);
  }
  // A deadline that is this very instant is over.
  return issue.pass(1);
}

const migrate: Command = { type: 'migrate', ...by('committee'), what: 'procedure', reason: 'in force' };

/** Of what is not over yet: who was called for being late, and is not late by other rules, is late anew when they go back. */
const deadlines = ({ clocks, suspension, totalPaused }: IssueState, of: IssueState, nowMs: number) => ({
  ...Object.fromEntries(
    Object.entries(clocks).flatMap(([name, { dueAtMs }]) => {
      const was = of.clocks[name as ClockName];
      return was?.round === 0 && was.dueAtMs > nowMs ? [[name, dueAtMs]] : [];
    }),
  ),
  suspended: suspension?.handle.leftMs,
  total: totalPaused?.leftMs,
});

test('there and back leaves every deadline where it was, and none is ever in the past', () => {
  let moved = 0;
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 14 }), fc.integer({ min: -10, max: 30 }), (turns, hours) => {
      fc.pre(hours !== 0);
      const issue = lived(turns);
      fc.pre(issue.state.stage !== 'closed');
      const before = issue.state;
      issue.and(migrate, 0, { rules: other(hours) });
      expect(nextWake(issue.state)?.atMs).toBeGreaterThan(issue.nowMs);
      expect(issue.folded()).toEqual(issue.state);
      expect(issue.state).toMatchObject({
        stage: before.stage,
        assignee: before.assignee,
        calls: before.calls,
        approvals: before.approvals,
      });
      issue.and(migrate, 0, { rules: FIRST });
      expect(deadlines(issue.state, before, issue.nowMs)).toEqual(deadlines(before, before, issue.nowMs));
      moved += 1;
    }),
    { numRuns: 600 },
  );
  expect(moved).toBeGreaterThan(400);
});
