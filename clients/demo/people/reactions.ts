/**
 * Who means to do what when a notice arrives. Pure: the same seed, person and notice give the same plan. Spans are
 * shares of the time that the notice gives, so that people act alike under every procedure and at every scale.
 */
import { issueId } from '../../sdk';
import type { Plan } from './intention';
import { whenToLook } from './looking';
import { whenAsked, whenAskedAgain, whenCalled } from './on-duty';
import { whenClosed, whenHandled, whenReceived, whenTaken } from './resident';
import { hours, isClosing, roll, share, type Told } from './told';
import { whenOverdue, whenSummoned } from './unit';
import { needsTier } from './world';

export function reaction(told: Told): Plan | null {
  switch (told.message.template) {
    case 'tier-called':
    case 'tier-reminded':
    case 'tier-alerted':
      return whenCalled(told);
    case 'assigned':
      return { intention: { kind: 'take' }, afterMs: share(told, 0.1, 0.3) };
    case 'acknowledgement-expired':
    case 'handed-over':
      return { intention: { kind: 'take' }, afterMs: hours(told, 0.1, 0.6) };
    case 'deadline-near':
      return whenWarned(told);
    case 'approval-asked':
      return whenAsked(told);
    case 'approval-reminder':
      return whenAskedAgain(told);
    case 'approval-approved':
    case 'approval-rejected':
    case 'approval-lapsed':
    case 'resumed':
    case 'part-finished':
    case 'part-released':
    case 'unlinked':
      return { intention: { kind: 'go-on' }, afterMs: hours(told, 0.3, 1.5) };
    case 'summoned':
      return whenSummoned(told);
    case 'part-overdue':
      return whenOverdue(told);
    case 'check-failed':
      return { intention: { kind: 'handle' }, afterMs: hours(told, 0.4, 1.2) };
    case 'verify-asked':
    case 'verify-reminder':
      return whenToLook(told, 'verify');
    case 'check-asked':
    case 'check-reminder':
      return whenToLook(told, 'check');
    case 'call-back-asked':
      return whenToLook(told, 'call');
    case 'supervised':
      return { intention: { kind: 'answer' }, afterMs: hours(told, 0.2, 0.8) };
    case 'for-information':
      return whenInformed(told);
    case 'please-confirm':
      return whenHandled(told);
    case 'confirm-reminder':
      return told.character.temper === 'hesitant'
        ? { intention: { kind: 'confirm' }, afterMs: hours(told, 0.5, 2) }
        : null;
    case 'closed':
      return whenClosed(told);
    case 'report-received':
      return whenReceived(told);
    case 'acknowledged':
      return whenTaken(told);
    // Good to know.
    case 'suspended':
    case 'escalated':
    case 'disputed':
    case 'reopened':
    case 'declined':
    case 'dispatched':
    case 'returned':
    case 'problem-raised':
    case 'reported-in':
    case 'answered':
    case 'commented':
    case 'reclassified':
    case 'rules-changed':
    case 'quarantined':
    case 'delegated':
    case 'delegation-ended':
    case 'linked':
    case 'nobody-on-duty':
    case 'nobody-told':
      return null;
    default:
      return told.message.template satisfies never;
  }
}

/** The deadline comes near, and what was forgotten is remembered. */
function whenWarned(told: Told): Plan {
  const { message, world } = told;
  const beyond = needsTier(world, issueId(message.issue)) > message.tier && !isClosing(told);
  return { intention: { kind: beyond ? 'pass-up' : 'handle' }, afterMs: hours(told, 0.3, 1) };
}

/** A problem case is taken under the eyes of whoever learns of it. */
function whenInformed(told: Told): Plan | null {
  const { event } = told.message.facts;
  return event === 'problem-raised' && !isClosing(told) && roll(told, 'watches') < 0.4
    ? { intention: { kind: 'supervise' }, afterMs: hours(told, 0.1, 0.5) }
    : null;
}
