/** Which notices ask somebody to act, and whether they are still wanted when they are about to go out. */
import { explain, placesOf, type IssueState, type Notice, type Template, type Wait } from '../../domain';

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

export const asksToAct = (template: Template): boolean => ASKS[template] !== undefined;

/** These call a tier: whoever has it by now was called enough. */
const CALLS: ReadonlySet<Template> = new Set<Template>(['tier-called', 'acknowledgement-expired']);

/** Whether the issue, as it stands now, still waits for what the notice asks of its recipient or of somebody they stand in for. */
export function isStillWanted(state: IssueState, { template, recipient, facts }: Notice): boolean {
  const asked = ASKS[template] ?? [];
  if (CALLS.has(template) && state.assignee === recipient) return false;
  const places = placesOf(state, recipient);
  return explain(state).waits.some(
    ({ what, whom, question }) =>
      asked.includes(what) &&
      whom.some((person) => places.includes(person)) &&
      (facts.approval === undefined || question === undefined || question.id === facts.approval),
  );
}
