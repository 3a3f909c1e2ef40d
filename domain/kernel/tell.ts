/** Makers of the notices that several capabilities send. */
import type { PersonId } from './ids';
import { called } from './ladder';
import type { Notice, NoticeFacts, Template } from './notice';
import type { IssueState } from './state';

export const tell = (state: IssueState, recipient: PersonId, template: Template, facts: NoticeFacts = {}): Notice => ({
  template,
  recipient,
  tier: state.tier,
  round: state.calls,
  facts,
});

export const tellReporter = (state: IssueState, template: Template, facts: NoticeFacts = {}): Notice =>
  tell(state, state.report.reporter, template, facts);

export const tellAll = (
  state: IssueState,
  people: readonly PersonId[],
  template: Template,
  facts: NoticeFacts = {},
): readonly Notice[] => people.map((person) => tell(state, person, template, facts));

/** Tells those of the tier or party on duty who are there until when they are expected to move. */
export function callTier(state: IssueState, template: Template, facts: NoticeFacts = {}): readonly Notice[] {
  const due = state.clocks.acknowledge ?? state.clocks.handle;
  return tellAll(state, called(state), template, due === undefined ? facts : { dueAtMs: due.dueAtMs, ...facts });
}
