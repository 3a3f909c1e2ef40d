/**
 * The same state, or the same rules, in an object of always the same make. To V8 each place of the code that copies with `...`
 * makes objects of a kind of its own, and one kind more for every object where it adds a field; of states that went through many
 * such places every look costs several times as much. What is absent is there as undefined, which no rule may tell apart.
 */
import { CLOCKS, type Clock, type IssueRules, type IssueState, type Party, type Tier } from '../domain';
import type { Given } from '../domain/kernel/capability';

/** @param before the state that it came of: what both have in common has its make already */
export function inOneShape(state: IssueState, before: IssueState | null): IssueState {
  const shaped: Whole<IssueState> = {
    schema: state.schema,
    id: state.id,
    seq: state.seq,
    report: state.report,
    rules: before?.rules === state.rules ? state.rules : rulesInOneShape(state.rules),
    stage: state.stage,
    stageSinceMs: state.stageSinceMs,
    openedAtMs: state.openedAtMs,
    tier: state.tier,
    tierSinceMs: state.tierSinceMs,
    calls: state.calls,
    clocks: before?.clocks === state.clocks ? state.clocks : clocksOf(state.clocks, before?.clocks ?? NONE),
    suspension: state.suspension,
    assignee: state.assignee,
    handled: state.handled,
    approvals: state.approvals,
    closure: state.closure,
    disputes: state.disputes,
    reopenings: state.reopenings,
    totalPaused: state.totalPaused,
    dispatch: state.dispatch,
    parts: state.parts,
    returnedBy: state.returnedBy,
    reworks: state.reworks,
    problem: state.problem,
    unreached: state.unreached,
    rounds: state.rounds,
    untold: state.untold,
    supervision: state.supervision,
    delegations: state.delegations,
    link: state.link,
    followers: state.followers,
    quarantine: state.quarantine,
    imported: state.imported,
    reportedAs: state.reportedAs,
    recent: state.recent,
  };
  return shaped as IssueState;
}

/** In the order of their names; what is not running is absent, because the rules go through those that are there. */
function clocksOf(clocks: Clocks, before: Clocks): Clocks {
  const shaped: { -readonly [F in keyof Clocks]: Clocks[F] } = {};
  for (const name of CLOCKS) {
    const clock = clocks[name];
    if (clock !== undefined) shaped[name] = clock === before[name] ? clock : clockOf(clock);
  }
  return shaped;
}

function clockOf({ sinceMs, dueAtMs, round, time, charges, warnAtMs }: Clock): Clock {
  return warnAtMs === undefined
    ? { sinceMs, dueAtMs, round, time, charges }
    : { sinceMs, dueAtMs, round, time, charges, warnAtMs };
}

const made = new WeakSet<IssueRules>();

export function rulesInOneShape(rules: IssueRules): IssueRules {
  if (made.has(rules)) return rules;
  const shaped: Whole<IssueRules> = {
    procedure: rules.procedure,
    version: rules.version,
    timeScale: rules.timeScale,
    tiers: rules.tiers.map(tierOf),
    evidenceMinimum: rules.evidenceMinimum,
    extension: limited(rules.extension),
    suspension: limited(rules.suspension),
    forceClose: decisionOf(rules.forceClose),
    return: rules.return === undefined ? undefined : decisionOf(rules.return),
    void: rules.void === undefined ? undefined : decisionOf(rules.void),
    verification: rules.verification,
    parties: rules.parties?.map(partyOf),
    check: rules.check,
    confirmation: rules.confirmation,
    callBack: rules.callBack,
    problem: rules.problem,
    supervision: rules.supervision,
    total: rules.total,
    again: rules.again,
    reopenWithinMs: rules.reopenWithinMs,
    spreadMs: rules.spreadMs,
    copies: rules.copies,
    workingTime: rules.workingTime,
  };
  made.add(shaped as IssueRules);
  return shaped as IssueRules;
}

/** Rules that were looked up, which are compared with those that the issue has. */
export function givenInOneShape(given: Given | undefined): Given | undefined {
  if (given?.rules === undefined || made.has(given.rules)) return given;
  return { ...given, rules: rulesInOneShape(given.rules) };
}

function tierOf(tier: Tier): Tier {
  const shaped: Whole<Tier> = {
    key: tier.key,
    role: tier.role,
    unit: tier.unit,
    people: tier.people,
    acknowledgeWithin: tier.acknowledgeWithin,
    handleWithin: tier.handleWithin,
    repeat: tier.repeat,
    competence: tier.competence,
    called: tier.called,
    hops: tier.hops,
    warnings: tier.warnings,
    acknowledgementFor: tier.acknowledgementFor,
    notTold: tier.notTold,
    next: tier.next,
  };
  return shaped as Tier;
}

function partyOf(party: Party): Party {
  const shaped: Whole<Party> = {
    role: party.role,
    unit: party.unit,
    people: party.people,
    key: party.key,
    acknowledgeWithin: party.acknowledgeWithin,
    handleWithin: party.handleWithin,
    reportInWithin: party.reportInWithin,
    competence: party.competence,
    called: party.called,
    hops: party.hops,
  };
  return shaped as Party;
}

function decisionOf({ decideWithin, panels, quorum, onTimeout, reminders }: Decision): Decision {
  const shaped: Whole<Decision> = { decideWithin, panels, quorum, onTimeout, reminders };
  return shaped as Decision;
}

function limited({ maximum, limitMs, decideWithin, panels, quorum, onTimeout, reminders }: Limited): Limited {
  const shaped: Whole<Limited> = { maximum, limitMs, decideWithin, panels, quorum, onTimeout, reminders };
  return shaped as Limited;
}

type Limited = IssueRules['extension'];
type Decision = IssueRules['forceClose'];
type Clocks = IssueState['clocks'];
const NONE: Clocks = {};
type Whole<T> = { readonly [F in keyof Required<T>]: T[F] };
