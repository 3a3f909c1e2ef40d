/** What somebody whose turn it is does, when they do anything: told from how the issue stands, not from what the rules offer. */
import type { Command, IssueState, PersonId, Posted } from '../../domain';
import type { Random } from '../random';
import { moves, NEIGHBOURS, type Traits } from '../world/people';
import {
  answer,
  ask,
  assign,
  call,
  comment,
  delegate,
  dispatch,
  finish,
  handle,
  inform,
  link,
  look,
  migrate,
  passUp,
  plain,
  reasoned,
  reclassify,
  release,
  request,
  summon,
} from './commands';

/** Null when nobody moves. */
export function proper(random: Random, traits: Traits, state: IssueState, nowMs: number): Command | null {
  const question = state.approvals.at(-1);
  if (question?.status === 'pending' && question.deciders.length > 0 && random.chance(0.75)) {
    // Of those who are asked one may leave it to another, whose own voice is one all the same.
    if (question.panels !== undefined && random.chance(0.07))
      return delegate(random, random.pick(question.deciders), random.pick(question.deciders), nowMs);
    const decider = stoodInFor(random, state, random.pick(question.deciders));
    return moves(random, traits[decider]) ? answer(random, state, decider) : null;
  }
  if (state.clocks.answer !== undefined && random.chance(0.12)) return inform(whoseTurn(random, state));
  // Holidays come together: where one has a deputy, others want one too.
  if (state.delegations !== undefined && random.chance(0.08)) return standIn(random, state, nowMs);
  const aside = random.chance(0.09) ? besides(random, state, nowMs) : null;
  if (aside !== null) return aside;
  const who = stoodInFor(random, state, whoseTurn(random, state));
  return moves(random, traits[who]) ? turn(random, state, who, nowMs) : null;
}

function turn(random: Random, state: IssueState, who: PersonId, nowMs: number): Command | null {
  const roll = random.next();
  const hasParties = state.rules.parties !== undefined;
  switch (state.stage) {
    case 'verifying':
      if (roll < 0.7) return plain('verify', who);
      return roll < 0.85 ? reasoned('decline', who) : ask(random, state, who, nowMs, 'void');
    case 'open':
      if (hasParties && roll < 0.2) return dispatch(random, state, who);
      if (roll < 0.25) return request(random, state, who, nowMs);
      if (roll < 0.8) return plain('acknowledge', who);
      return roll < 0.9 ? assign(who, anybody(random, state)) : passUp(random, state, who);
    case 'handling':
      return working(random, state, who, nowMs);
    case 'suspended':
      return roll < 0.5 ? plain('resume', who) : null;
    case 'checking':
      return look(random, state, who);
    case 'confirming':
      if (who !== state.report.reporter) return call(random, who);
      return roll < 0.45 ? plain('confirm', who) : reasoned('dispute', who);
    case 'linked':
      return roll < 0.25 ? reasoned('unlink', who) : null;
    case 'closed':
      return reasoned('reopen', who);
    default:
      return state.stage satisfies never;
  }
}

function working(random: Random, state: IssueState, who: PersonId, nowMs: number): Command {
  const roll = random.next();
  const open = (state.parts ?? []).filter(({ finishedBy }) => finishedBy === null);
  if (open.length > 0 && random.chance(0.5)) {
    const part = random.pick(open);
    const [one] = peopleOf(state.rules.parties, part.party);
    if (one === undefined || roll < 0.2) return release(random, state, who);
    return roll < 0.5 ? plain('report-in', one) : finish(one);
  }
  if (state.rules.parties !== undefined && roll < 0.2)
    return roll < 0.13 ? summon(random, state, who) : dispatch(random, state, dispatcher(random, state));
  if (state.clocks.renew !== undefined && roll < 0.27) return plain('acknowledge', who);
  if (roll < 0.5) return handle(random, state, who);
  if (roll < 0.92) return request(random, state, who, nowMs);
  return roll < 0.96 ? assign(who, anybody(random, state)) : passUp(random, state, who);
}

/** What anybody may think of while others are at work. */
function besides(random: Random, state: IssueState, nowMs: number): Command | null {
  const { rules, tier, report, stage } = state;
  if (stage === 'closed') return null;
  const above = rules.tiers.slice(Math.min(tier, rules.tiers.length - 1));
  const superior = random.pick(random.pick(above).people);
  const worker = whoseTurn(random, state);
  const roll = random.next();
  if (roll < 0.14) return reasoned('supervise', superior);
  if (roll < 0.34 && state.clocks.answer !== undefined) return inform(worker);
  if (roll < 0.4) return comment(worker);
  if (roll < 0.55) return delegate(random, worker, anybody(random, state), nowMs);
  if (roll < 0.68) return reclassify(random, roll < 0.6 ? superior : worker);
  if (roll < 0.82) return migrate(random, random.pick(rules.tiers.at(-1)?.people ?? [superior]));
  if (roll < 0.95) return link(random, roll < 0.88 ? worker : superior);
  return reasoned('withdraw', report.reporter);
}

/** Somebody who is a deputy, has one, or decides, names another of those, more often than they may. */
function standIn(random: Random, { delegations = [], approvals, rules }: IssueState, nowMs: number): Command {
  const people = [
    ...delegations.flatMap(({ from, to }) => [from, to]),
    ...(approvals.at(-1)?.deciders ?? []),
    ...random.pick(rules.tiers).people,
  ];
  return delegate(random, random.pick(people), random.pick(people), nowMs);
}

function whoseTurn(random: Random, state: IssueState): PersonId {
  const { stage, report, assignee, rules, dispatch: given } = state;
  const crew = (given === undefined ? [] : peopleOf(rules.parties, given.party)).concat();
  if (crew.length === 0) crew.push(...(rules.tiers[state.tier - 1]?.people ?? []));
  // Who dispatched it may think better of it.
  if (given !== undefined && random.chance(0.1)) return given.by;
  if (stage === 'verifying') return somebody(random, rules.verification?.by) ?? random.pick(crew);
  if (stage === 'checking') return somebody(random, rules.check?.by) ?? random.pick(crew);
  if (stage === 'confirming')
    return (random.chance(0.5) ? somebody(random, rules.callBack?.by) : undefined) ?? report.reporter;
  if (stage === 'closed') return report.reporter;
  return assignee ?? random.pick(crew);
}

const peopleOf = (posts: IssueState['rules']['parties'], key: string): readonly PersonId[] =>
  posts?.find((post) => post.key === key)?.people ?? [];
const somebody = (random: Random, post: Posted | undefined): PersonId | undefined =>
  post === undefined ? undefined : random.pick(post.people);

/** A deputy often acts where one is named. */
function stoodInFor(random: Random, { delegations }: IssueState, person: PersonId): PersonId {
  const deputy = delegations?.find(({ from }) => from === person)?.to;
  return deputy !== undefined && random.chance(0.6) ? deputy : person;
}

const dispatcher = (random: Random, { rules, tier }: IssueState): PersonId =>
  random.pick(rules.tiers[tier - 1]?.people ?? NEIGHBOURS);

const anybody = (random: Random, state: IssueState): PersonId =>
  random.chance(0.9) ? random.pick(random.pick(state.rules.tiers).people) : random.pick(NEIGHBOURS);
