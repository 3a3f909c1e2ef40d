/**
 * Who means to do what when a notice arrives. Pure: the same seed, person and notice give the same plan. Spans are
 * shares of the time that the notice gives, so that people act alike under every procedure and at every scale.
 */
import type { InboxMessage } from '../../sdk';
import { issueId } from '../../sdk';
import { between } from './chance';
import type { Character } from './character';
import type { Intention, Plan } from './intention';
import { needsTier, type World } from './world';

export interface Told {
  readonly world: World;
  readonly person: string;
  readonly character: Character;
  readonly message: InboxMessage;
  readonly nowMs: number;
}

export function reaction(told: Told): Plan | null {
  switch (told.message.template) {
    case 'tier-called':
    case 'tier-reminded':
    case 'tier-alerted':
      return whenCalled(told);
    case 'assigned':
      return { intention: { kind: 'take' }, afterMs: share(told, 0.1, 0.3) };
    case 'approval-asked':
      return whenAsked(told);
    case 'approval-approved':
    case 'approval-rejected':
    case 'approval-lapsed':
    case 'resumed':
      return { intention: { kind: 'go-on' }, afterMs: hours(told, 0.3, 1.5) };
    case 'please-confirm':
      return whenHandled(told);
    case 'confirm-reminder':
      return told.character.temper === 'hesitant'
        ? { intention: { kind: 'confirm' }, afterMs: hours(told, 0.5, 2) }
        : null;
    case 'closed':
      return whenClosed(told);
    case 'report-received':
    case 'acknowledged':
    case 'suspended':
    case 'escalated':
    case 'disputed':
    case 'reopened':
      return null;
    // The procedures that the demo plays send none of these.
    case 'for-information':
    case 'verify-asked':
    case 'verify-reminder':
    case 'declined':
    case 'dispatched':
    case 'returned':
    case 'problem-raised':
    case 'summoned':
    case 'reported-in':
    case 'part-overdue':
    case 'part-finished':
    case 'part-released':
    case 'check-asked':
    case 'check-reminder':
    case 'check-failed':
    case 'call-back-asked':
    case 'deadline-near':
    case 'acknowledgement-expired':
    case 'supervised':
    case 'answered':
    case 'commented':
    case 'reclassified':
    case 'rules-changed':
    case 'quarantined':
    case 'delegated':
    case 'delegation-ended':
    case 'linked':
    case 'unlinked':
      return null;
    default:
      return told.message.template satisfies never;
  }
}

/** The tier is on duty: somebody takes it in time, or late, or passes it up, or nobody does anything. */
function whenCalled(told: Told): Plan | null {
  const { character, message } = told;
  const again = message.template !== 'tier-called';
  const mood = roll(told, 'called', message.tier);
  if (isClosing(told)) return { intention: { kind: 'take' }, afterMs: hours(told, 0.1, 1) };
  const beyond = needsTier(told.world, issueId(message.issue)) > message.tier;
  // What is overdue although somebody has it concerns whoever has it: they go on.
  if (message.facts.cause === 'not-handled' && again)
    return { intention: { kind: 'go-on' }, afterMs: hours(told, 0.3, 1) };
  switch (character.diligence) {
    case 'absent':
      return atClosing(told, { kind: 'take' });
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
  if (asked === 0 && mood < asks)
    return { intention: { kind: 'ask', what: mood < asks * 0.3 ? 'force-close' : 'extension' }, afterMs: soon };
  return handle;
}

/** A question is put to several: they may leave it to each other, decide at the very same instant, or as each likes. */
function whenAsked(told: Told): Plan | null {
  const { message, character } = told;
  const approval = message.facts.approval ?? '';
  const together = told.world.chance(message.issue, approval, 'together');
  const yes = isClosing(told) || roll(told, 'judges', approval) < (character.judgement === 'strict' ? 0.25 : 0.85);
  const intention: Intention = { kind: 'decide', approval, yes, blind: together >= 0.15 && together < 0.5 };
  if (isClosing(told)) return { intention, afterMs: hours(told, 0.1, 0.5) };
  if (together < 0.15) return atClosing(told, intention);
  if (together < 0.5) {
    const atMs = message.queuedAtMs + allotted(told) * between(0.1, 0.4, together);
    return { intention, afterMs: Math.max(0, atMs - told.nowMs) };
  }
  return character.judgement === 'distant' ? null : { intention, afterMs: share(told, 0.05, 0.5) };
}

/** The resident has the word. */
function whenHandled(told: Told): Plan | null {
  const soon = Math.min(share(told, 0.02, 0.2), hours(told, 1, 6));
  if (isClosing(told)) return { intention: { kind: 'confirm' }, afterMs: hours(told, 0.1, 1) };
  switch (told.character.temper) {
    case 'content':
      return { intention: { kind: 'confirm' }, afterMs: soon };
    case 'picky':
      return { intention: { kind: roll(told, 'picks') < 0.65 ? 'dispute' : 'confirm' }, afterMs: soon };
    case 'hesitant':
      return { intention: { kind: 'confirm' }, afterMs: Math.min(share(told, 0.3, 0.8), hours(told, 8, 16)) };
    case 'silent':
      return atClosing(told, { kind: 'confirm' });
    default:
      return told.character.temper satisfies never;
  }
}

/** What was closed over somebody's head comes back more often than what they agreed to. */
function whenClosed(told: Told): Plan | null {
  if (isClosing(told)) return null;
  const { outcome } = told.message.facts;
  const likely = outcome === 'force-closed' ? 0.6 : outcome === 'confirmed' ? 0.06 : 0;
  return roll(told, 'returns') < likely ? { intention: { kind: 'reopen' }, afterMs: hours(told, 1, 4) } : null;
}

export const isClosing = ({ world, nowMs }: Pick<Told, 'world' | 'nowMs'>): boolean => nowMs >= world.closingAtMs;

/** Not before everybody catches up: the ladder has all the time to climb past them. */
const atClosing = (told: Told, intention: Intention): Plan => ({
  intention,
  afterMs: Math.max(0, told.world.closingAtMs - told.nowMs) + hours(told, 0, 1.5),
});

const roll = ({ world, person, message }: Told, ...names: readonly (string | number)[]): number =>
  world.chance(person, message.issue, ...names);

/** The time that the notice gives, in real milliseconds. */
const allotted = ({ world, message }: Told): number =>
  Math.max(0, (message.facts.dueAtMs ?? message.queuedAtMs + 4 * world.hourMs) - message.queuedAtMs);

const share = (told: Told, from: number, to: number): number =>
  allotted(told) * between(from, to, roll(told, 'share', told.message.template, told.message.tier, told.message.round));

const hours = (told: Told, from: number, to: number): number =>
  told.world.hourMs *
  between(from, to, roll(told, 'hours', told.message.template, told.message.tier, told.message.round));
