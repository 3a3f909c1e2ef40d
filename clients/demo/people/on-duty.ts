/** What the tier on duty means to do: somebody takes it in time, or late, or passes it up, or nobody does anything. */
import { issueId } from '../../sdk';
import { between } from './chance';
import type { Plan } from './intention';
import { allotted, atClosing, hours, isClosing, roll, share, type Told } from './told';
import { needsTier } from './world';

export function whenCalled(told: Told): Plan | null {
  const { character, message } = told;
  const again = message.template !== 'tier-called';
  const mood = roll(told, 'called', message.tier);
  // A supervising tier is not answered: that is another thing than having the issue.
  if (message.facts.cause === 'not-answered') return { intention: { kind: 'answer' }, afterMs: hours(told, 0.1, 0.5) };
  if (isClosing(told)) return { intention: { kind: 'take' }, afterMs: hours(told, 0.1, 1) };
  const beyond = needsTier(told.world, issueId(message.issue)) > message.tier;
  // What is overdue although somebody has it concerns whoever has it: they go on.
  if (message.facts.cause === 'not-handled' && again)
    return { intention: { kind: 'go-on' }, afterMs: hours(told, 0.3, 1) };
  if (character.diligence === 'absent') return atClosing(told, { kind: 'take' });
  const isComplex = told.world.complex.has(message.category);
  // Of complex matters nobody says that they are one before they are looked into.
  if (told.alike !== undefined && !again && !isComplex && roll(told, 'links') < 0.85)
    return { intention: { kind: 'link', to: told.alike }, afterMs: hours(told, 0.05, 0.15) };
  if (character.diligence === 'busy' && !again && mayNameDeputy(told))
    return { intention: { kind: 'delegate' }, afterMs: Math.min(share(told, 0.1, 0.3), hours(told, 0.2, 0.8)) };
  if (isComplex) return { intention: { kind: 'take' }, afterMs: hours(told, 0.1, again ? 0.4 : 1) };
  switch (character.diligence) {
    case 'diligent':
      if (beyond && mood < 0.5) return { intention: { kind: 'pass-up' }, afterMs: share(told, 0.15, 0.5) };
      if (!beyond && mood > 0.8) return { intention: { kind: 'assign' }, afterMs: share(told, 0.1, 0.4) };
      return { intention: { kind: 'take' }, afterMs: share(told, 0.05, 0.45) };
    case 'busy':
      if (again) return { intention: { kind: 'take' }, afterMs: share(told, 0.1, 0.5) };
      return mood < 0.5 ? null : { intention: { kind: 'take' }, afterMs: share(told, 0.4, 0.9) };
    case 'forgetful':
      return mood < 0.45 && !again ? null : { intention: { kind: 'take' }, afterMs: share(told, 0.1, 0.6) };
    default:
      return character.diligence satisfies never;
  }
}

/** Whoever was named a deputy names nobody. */
const mayNameDeputy = (told: Told): boolean =>
  told.message.facts.of === undefined && told.message.facts.party === undefined && roll(told, 'names deputy') < 0.2;

/** What somebody does who has the issue; `allottedMs` is the time left to handle it. */
export function goOn(told: Told, allottedMs: number, asked: number): Plan {
  const { character, message } = told;
  const mood = roll(told, 'go-on', message.tier, asked);
  const soon = Math.max(0, allottedMs) * between(0.08, 0.4, roll(told, 'soon', message.tier, asked));
  const handle: Plan = { intention: { kind: 'handle' }, afterMs: Math.min(soon, 8 * told.world.hourMs) };
  if (isClosing(told)) return { intention: { kind: 'handle' }, afterMs: hours(told, 0.1, 0.8) };
  if (needsTier(told.world, issueId(message.issue)) > message.tier) {
    if (asked === 0 && mood < 0.12) return { intention: { kind: 'ask', what: 'force-close' }, afterMs: soon };
    return mood < 0.6 ? { intention: { kind: 'pass-up' }, afterMs: soon } : atClosing(told, { kind: 'handle' });
  }
  if (character.diligence === 'forgetful' && asked === 0 && mood < 0.5) return atClosing(told, { kind: 'handle' });
  const asks = character.diligence === 'busy' ? 0.7 : 0.3;
  if (asked === 0 && mood < asks) {
    const more = mood > asks * 0.75 ? 'suspension' : 'extension';
    return { intention: { kind: 'ask', what: mood < asks * 0.3 ? 'force-close' : more }, afterMs: soon };
  }
  return handle;
}

/** A question is put to several: they may leave it to each other, decide at the very same instant, or as each likes. */
export function whenAsked(told: Told): Plan | null {
  const { message, character } = told;
  const approval = message.facts.approval ?? '';
  const together = told.world.chance(message.issue, approval, 'together');
  const yes = isClosing(told) || roll(told, 'judges', approval) < (character.judgement === 'strict' ? 0.25 : 0.85);
  const intention = { kind: 'decide', approval, yes, blind: together >= 0.15 && together < 0.5 } as const;
  if (isClosing(told)) return { intention, afterMs: hours(told, 0.1, 0.5) };
  if (EVERYBODYS.has(message.facts.kind ?? ''))
    return { intention: { ...intention, yes: true, blind: false }, afterMs: hours(told, 0.2, 1.2) };
  if (together < 0.15) return atClosing(told, intention);
  if (together < 0.5) {
    const atMs = message.queuedAtMs + allotted(told) * between(0.1, 0.4, together);
    return { intention, afterMs: Math.max(0, atMs - told.nowMs) };
  }
  return character.judgement === 'distant' ? null : { intention, afterMs: share(told, 0.05, 0.5) };
}

/** What was left to others is decided at once, as it would have been before; who keeps out of everything goes on doing so. */
export function whenAskedAgain(told: Told): Plan | null {
  const plan = told.character.judgement === 'distant' ? null : whenAsked(told);
  if (plan === null || plan.intention.kind !== 'decide') return plan;
  return { intention: { ...plan.intention, blind: false }, afterMs: hours(told, 0.1, 0.5) };
}

/** Questions that answer themselves on the spot (the ground is frozen, the pipe is another's), and that nobody leaves to others. */
const EVERYBODYS: ReadonlySet<string> = new Set(['suspension', 'return']);
