/** What is known of a question that waits for an answer. */
import type { Instant, IssueEvent } from '../../domain';
import { askedAgain, NO_VOTES, withOne, type Event } from './known';
import type { Sight } from './sight';

export type Hearing = {
  readonly [T in IssueEvent['type']]?: (sight: Sight, event: Event<T>, atMs: Instant) => void;
};

export const hearingOfQuestions: Hearing = {
  'approval-requested': (sight, event) => {
    sight.question = event;
    sight.votes = NO_VOTES;
    sight.asked = withOne(sight.asked, event.approval);
  },
  voted: (sight, event) => {
    sight.votes = [...sight.votes, event];
  },
  'approval-reminded': (sight, _event, atMs) => {
    const { question } = sight;
    // What else should have been said by now is said with this.
    if (question !== null)
      sight.question = { ...question, remindAtMs: (question.remindAtMs ?? []).filter((one) => one > atMs) };
  },
  'approval-climbed': (sight, { deciders, panels, dueAtMs, remindAtMs }) => {
    if (sight.question === null) return;
    const { panels: _before, ...question } = askedAgain(sight.question, { dueAtMs, remindAtMs });
    sight.question = { ...question, deciders, ...(panels === undefined ? {} : { panels }) };
    sight.votes = NO_VOTES;
  },
  approved: (sight, { approval }) => {
    const { question, granted } = sight;
    if (question !== null) sight.granted = { ...granted, [question.kind]: granted[question.kind] + 1 };
    sight.end(approval);
  },
  rejected: (sight, { approval }) => sight.end(approval),
  'approval-lapsed': (sight, { approval }) => sight.end(approval),
};
