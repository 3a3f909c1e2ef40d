/** What whoever decides has to know and only the log holds: the words of whoever asks, or of whoever handled it. */
import type { NoticeQuestion } from '../../../contracts/act-from-notice/choices';
import type { IssueEvent, IssueState, Recorded } from '../../../domain';
import type { Told } from './view';

export function toldFrom(
  state: IssueState,
  question: NoticeQuestion,
  about: string,
  events: readonly Recorded[],
): Told {
  switch (question) {
    case 'approval': {
      const asked = state.approvals.find(({ id }) => id === about);
      return asked === undefined ? {} : { why: asked.reason };
    }
    case 'answer': {
      const supervised = last(events, 'supervised');
      return supervised === undefined ? {} : { why: supervised.reason };
    }
    case 'report-in': {
      const summoned = last(events, 'summoned');
      return summoned?.reason === undefined ? {} : { why: summoned.reason };
    }
    case 'check':
    case 'call-back':
    case 'confirmation': {
      const handled = last(events, 'handled');
      return handled === undefined ? {} : { done: handled.note, doneBy: handled.by };
    }
    case 'acknowledgement':
    case 'verification':
      return {};
    default:
      return question satisfies never;
  }
}

const last = <T extends IssueEvent['type']>(
  events: readonly Recorded[],
  type: T,
): Extract<IssueEvent, { type: T }> | undefined =>
  events.findLast(({ event }) => event.type === type)?.event as Extract<IssueEvent, { type: T }> | undefined;
