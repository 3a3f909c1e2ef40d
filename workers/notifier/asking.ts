/** Which notices ask somebody to act, and whether they are still wanted when they are about to go out. */
import {
  explain,
  isGuest,
  mayWork,
  placesOf,
  type IssueState,
  type Notice,
  type PersonId,
  type Template,
  type Wait,
} from '../../domain';

/**
 * The one table: what goes beyond the inbox, and what its reader is waited for. What only tells stays in the inbox, where
 * its reader finds it in their own time.
 */
const ASKS: Readonly<Partial<Record<Template, readonly Wait['what'][]>>> = {
  'verify-asked': ['verification'],
  'verify-reminder': ['verification'],
  'tier-called': ['acknowledgement', 'handling'],
  'tier-reminded': ['acknowledgement', 'renewal', 'handling', 'answer', 'closing', 'report-in', 'part'],
  'tier-alerted': ['acknowledgement', 'renewal', 'handling', 'closing'],
  'acknowledgement-expired': ['acknowledgement', 'handling'],
  assigned: ['acknowledgement', 'handling'],
  resumed: ['acknowledgement', 'handling'],
  'deadline-near': ['acknowledgement', 'renewal', 'handling', 'closing'],
  'approval-asked': ['approval'],
  'approval-reminder': ['approval'],
  summoned: ['report-in', 'part'],
  'check-asked': ['check'],
  'check-reminder': ['check'],
  'check-failed': ['handling', 'acknowledgement'],
  'call-back-asked': ['call-back'],
  'please-confirm': ['confirmation'],
  'confirm-reminder': ['confirmation'],
  supervised: ['answer'],
  quarantined: ['migration'],
};

/** Of what only tells a guest gets this beyond the inbox as well, which nobody without an account can open. */
const GUESTS_HEAR: ReadonlySet<Template> = new Set<Template>([
  'acknowledged',
  'commented',
  'closed',
  'declined',
  'reopened',
]);

export const goesBeyond = ({
  template,
  recipient,
}: {
  readonly template: Template;
  readonly recipient: string;
}): boolean => asksToAct(template) || (isGuest(recipient) && GUESTS_HEAR.has(template));

export const asksToAct = (template: Template): boolean => ASKS[template] !== undefined;

/** These call a tier: whoever has taken it up by now was called enough. */
const CALLS: ReadonlySet<Template> = new Set<Template>(['tier-called', 'acknowledgement-expired']);
/** These go to a whole tier, also where one of it is waited for. */
const REMINDS: ReadonlySet<Template> = new Set<Template>(['tier-reminded', 'tier-alerted', 'deadline-near']);

/** Whether the issue, as it stands now, still waits for what the notice asks of its recipient or of somebody they stand in for. */
export const isStillWanted = (state: IssueState, notice: Notice): boolean => wantedBy(state, notice).length > 0;

/** What of the issue still waits for it. */
export function wantedBy(state: IssueState, { template, recipient, facts }: Notice): readonly Wait[] {
  const asked = ASKS[template] ?? [];
  const places = placesOf(state, recipient);
  const isOne = (people: readonly PersonId[]): boolean => people.some((person) => places.includes(person));
  const isMeant = ({ whom }: Wait): boolean => isOne(whom) || (REMINDS.has(template) && isOne(mayWork(state)));
  // Somebody who has just been made a deputy hears of what is theirs from now on, taken up or not.
  const isCall = CALLS.has(template) && facts.of === undefined;
  const isTakenUp = ({ what }: Wait): boolean =>
    isCall && what === 'handling' && state.assignee !== null && places.includes(state.assignee);
  const isSame = ({ question }: Wait): boolean => facts.approval === undefined || question?.id === facts.approval;
  return explain(state).waits.filter(
    (wait) => asked.includes(wait.what) && isMeant(wait) && !isTakenUp(wait) && isSame(wait),
  );
}
