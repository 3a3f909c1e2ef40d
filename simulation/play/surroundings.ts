/** What is not the issue's own: other rules and other issues, looked up for a command, and what those do by themselves. */
import { mayWork, type Command, type FoundNotTold, type IssueId, type IssueState, type PersonId } from '../../domain';
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
  if (state.stage !== 'closed' && random.chance(state.stage === 'open' ? 0.04 : 0.004))
    return {
      do: 'not-told',
      afterMs: random.chance(0.7) ? random.below(60_000) : afterMs,
      found: foundNotTold(random, state),
      ...(random.chance(restless ? 0.2 : 0.02) ? { staffing: staffing(random, state) } : {}),
    };
  return random.chance(0.002) ? { do: 'quarantine', afterMs } : null;
}

/** Mostly of the present call, and mostly everybody; now and then of one that is over, or somebody was told. */
function foundNotTold(random: Random, state: IssueState): FoundNotTold {
  const { tier, calls } = state;
  const deputies = state.delegations ?? [];
  const called = [...mayWork(state), ...deputies.map(({ to }) => to)].filter(() => random.chance(0.95));
  return {
    tier: random.chance(0.93) ? tier : Math.max(1, tier - 1),
    round: random.chance(0.93) ? calls : Math.max(0, calls - 1),
    people: called.map((person) => ({ person, channels: [random.pick(CHANNELS)] })),
  };
}
const CHANNELS = ['email', 'webhook'] as const;

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
