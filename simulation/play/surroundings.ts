/** What is not the issue's own: other rules and other issues, looked up for a command, and what those do by themselves. */
import type { Command, IssueId, IssueState, PersonId } from '../../domain';
import type { Given } from '../../domain/kernel/capability';
import type { LeadView } from '../../domain/capabilities/linking/messages';
import type { EngineStep } from '../history';
import type { Random } from '../random';
import { NEIGHBOURS } from '../world/people';
import { otherRules } from '../world/other-rules';
import { staffing } from '../world/staffing';
import { LEADS } from './commands';

/** What the engine looks up for a command; now and then it finds nothing. */
export function lookedUp(random: Random, command: Command, state: IssueState): Given | undefined {
  if (command.type === 'link') return random.chance(0.9) ? { lead: leadOf(random, state, command.to) } : undefined;
  if (command.type !== 'migrate' && command.type !== 'reclassify') return undefined;
  if (random.chance(0.05)) return undefined;
  return { rules: random.chance(0.15) ? state.rules : otherRules(random, state.rules) };
}

/** Null when the surroundings are quiet. */
export function surroundings(random: Random, state: IssueState, restless: boolean): EngineStep | null {
  const afterMs = random.below(3_600_000);
  if (state.link !== undefined && random.chance(0.35))
    return {
      do: 'lead',
      afterMs,
      lead: leadOf(random, state, random.chance(0.9) ? state.link.lead : random.pick(LEADS)),
      ...(random.chance(restless ? 0.2 : 0.02) ? { staffing: staffing(random, state) } : {}),
    };
  if (random.chance(restless ? (state.stage === 'handling' ? 0.12 : 0.02) : 0.004))
    return { do: 'hand-over', afterMs, staffing: staffing(random, state, true) };
  if (random.chance(0.01))
    return { do: 'follower', afterMs, follower: `i-f${random.below(2)}` as IssueId, joins: random.chance(0.6) };
  return random.chance(0.002) ? { do: 'quarantine', afterMs } : null;
}

function leadOf(random: Random, { rules, tier, link }: IssueState, id: IssueId): LeadView {
  const roll = random.next();
  const stage =
    link === undefined
      ? random.pick(['open', 'handling', 'handling', 'suspended', 'closed'] as const)
      : random.pick(['open', 'handling', 'confirming', 'closed'] as const);
  const number = random.chance(0.6) ? tier : random.between(1, rules.tiers.length);
  const outcome = random.pick(['confirmed', 'unconfirmed', 'unreachable', 'withdrawn', 'force-closed'] as const);
  const isHandled = stage === 'confirming' || stage === 'closed';
  return {
    id,
    seq: random.between(2, 40),
    stage,
    outcome: stage === 'closed' ? outcome : null,
    tier: number,
    tierKey: roll < 0.8 ? (rules.tiers[number - 1]?.key ?? '?') : 'elsewhere',
    handled: isHandled ? { by: handler(random) } : null,
    isFollower: roll > 0.93,
  };
}

const handler = (random: Random): PersonId => random.pick(NEIGHBOURS);
