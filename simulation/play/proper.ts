/** What somebody whose turn it is does, when they do anything: told from how the issue stands, not from what the rules offer. */
import type { Command, IssueState, PersonId } from '../../domain';
import type { Random } from '../random';
import { moves, NEIGHBOURS, type Traits } from '../world/people';
import { answer, assign, handle, plain, reasoned, request } from './commands';

/** Null when nobody moves. */
export function proper(random: Random, traits: Traits, state: IssueState, nowMs: number): Command | null {
  const { stage, report, assignee } = state;
  const crew = state.rules.tiers[state.tier - 1]?.people ?? [];
  const question = state.approvals.at(-1);
  if (question?.status === 'pending' && question.deciders.length > 0 && random.chance(0.6)) {
    const decider = random.pick(question.deciders);
    return moves(random, traits[decider]) ? answer(random, state, decider) : null;
  }
  const who = stage === 'confirming' || stage === 'closed' ? report.reporter : (assignee ?? random.pick(crew));
  if (!moves(random, traits[who])) return null;
  const roll = random.next();
  switch (stage) {
    case 'open':
      if (roll < 0.75) return plain('acknowledge', who);
      return roll < 0.87 ? assign(who, anybody(random, state)) : reasoned('escalate', who);
    case 'handling':
      if (roll < 0.35) return handle(random, state, who);
      if (roll < 0.84) return request(random, state, who, nowMs);
      return roll < 0.9 ? assign(who, anybody(random, state)) : reasoned('escalate', who);
    case 'suspended':
      return roll < 0.5 ? plain('resume', who) : null;
    case 'confirming':
      return roll < 0.45 ? plain('confirm', who) : reasoned('dispute', who);
    case 'closed':
      return reasoned('reopen', who);
    default:
      return stage satisfies never;
  }
}

const anybody = (random: Random, state: IssueState): PersonId =>
  random.chance(0.9) ? random.pick(random.pick(state.rules.tiers).people) : random.pick(NEIGHBOURS);
