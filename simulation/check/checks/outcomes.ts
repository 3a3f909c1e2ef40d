import type { IssueEvent, Outcome } from '../../../domain';
import type { Check } from '../check';
import type { Turn } from '../../trace';
import type { Sight } from '../sight';

export const outcomes: Check = {
  name: 'outcomes',
  promise:
    'An issue is closed for a reason that the log shows: the resident agreed, never answered or was called in vain as often as the rules say, others agreed to it, or it was declined or withdrawn.',
  on: {
    closed: (before, { outcome }, turn, say) => {
      const wrong = reasons[outcome](before, turn);
      if (wrong !== null) say(`it is ${outcome}, and ${wrong}`);
    },
    confirmed: (_before, _event, { records }, say) => {
      if (!records.some(({ event }) => event.type === 'closed')) say('the resident agreed, and it is not closed');
    },
    'called-back': (before, { answer, attempt }, { records }, say) => {
      const calls = before.unreached + (answer === 'unreachable' ? 1 : 0);
      if (attempt !== calls) say(`${calls} calls reached nobody, the event says ${attempt}`);
      const closed = records.some(({ event }) => event.type === 'closed');
      if (answer === 'unreachable' && closed !== calls >= (before.rules.callBack?.attempts ?? 1))
        say(`after ${calls} calls in vain it is ${closed ? 'closed' : 'open'}`);
      if (answer === 'satisfied' && !closed) say('the resident is satisfied, and it is not closed');
      if (answer === 'dissatisfied' && !has({ records }, 'disputed'))
        say('the resident is not satisfied, and it is no dispute');
    },
  },
};

const has = ({ records }: Pick<Turn, 'records'>, type: IssueEvent['type']): boolean =>
  records.some(({ event }) => event.type === type);
const agreed = ({ decided }: Sight, turn: Turn, kind: string): string | null =>
  decided?.kind === kind && has(turn, 'approved') ? null : 'nobody agreed to that';

/** What is missing for each outcome; null when nothing is. */
const reasons: Readonly<Record<Outcome, (before: Sight, turn: Turn) => string | null>> = {
  confirmed: (before, turn) =>
    turn.records.some(({ event }) => event.type === 'confirmed' && event.by === before.reporter)
      ? null
      : 'the resident did not agree',
  unconfirmed: (_before, { what }) => (what === 'wake' ? null : 'nobody waited for the resident'),
  unreachable: (_before, turn) => (has(turn, 'called-back') ? null : 'nobody called'),
  'force-closed': (before, turn) => agreed(before, turn, 'force-close'),
  voided: (before, turn) => agreed(before, turn, 'void'),
  declined: (_before, turn) => (has(turn, 'declined') ? null : 'nobody declined it'),
  imported: () => 'nothing here comes from another system',
  withdrawn: (_before, turn) => (has(turn, 'withdrawn') ? null : 'the reporter did not withdraw it'),
};
