import type { Evidence } from '../../../domain';
import type { EventWords } from './words';

/** What somebody said of it, where it is known. */
const said = (words: string | undefined): string => (words === undefined ? '' : `: ${words}`);
const shown = (evidence: readonly Evidence[] = []): string =>
  evidence.length === 0 ? '' : ` [${evidence.map(({ kind, ref }) => `${kind}:${ref}`).join(', ')}]`;

export const eventsEn: EventWords = {
  opened: ({ report }) => `reported through ${report.channel}${said(report.text)}`,
  acknowledged: () => 'has it',
  assigned: ({ to }, { person }) => `gave it to ${person(to)}`,
  escalated: ({ fromTier, toTier, cause, reason }, { tier }) =>
    `${toTier === fromTier ? `stays with ${tier(toTier)}` : `climbed to ${tier(toTier)}`}, ${
      {
        'not-acknowledged': 'nobody acknowledged',
        'not-handled': 'not handled in time',
        'passed-up': 'passed up',
        disputed: 'the resident disagreed',
      }[cause]
    }${said(reason)}`,
  reminded: ({ clock, round, alert, tier }, naming) =>
    `${alert ? 'ALERT' : 'reminder'} ${round} to ${clock} (${naming.tier(tier)})`,
  handled: ({ note, evidence }) => `handled${said(note)}${shown(evidence)}`,
  'approval-requested': ({ approval, kind, extendByMs, untilMs, reason, deciders }, { person, span, instant }) =>
    `asks (${approval}) for ${
      {
        extension: extendByMs === undefined ? 'more time' : `${span(extendByMs)} more`,
        suspension: untilMs === undefined ? 'a suspension' : `a suspension until ${instant(untilMs)}`,
        'force-close': 'closing without the resident',
      }[kind]
    }${said(reason)}; ${deciders.map(person).join(', ')} may decide`,
  approved: ({ approval, reason }) => `approved ${approval}${said(reason)}`,
  rejected: ({ approval, reason }) => `rejected ${approval}${said(reason)}`,
  'approval-lapsed': ({ approval, cause }) =>
    `${approval} lapsed, ${cause === 'expired' ? 'nobody decided in time' : 'overtaken by events'}`,
  extended: ({ fromAtMs, toAtMs }, { span, instant }) =>
    `deadline moved by ${span(toAtMs - fromAtMs)} to ${instant(toAtMs)}`,
  suspended: ({ untilMs }, { instant }) => `suspended until ${instant(untilMs)}; the clock stands still`,
  resumed: ({ by, handle }, { instant }) =>
    `${by === undefined ? 'the suspension is over' : 'resumed'}; to be handled by ${instant(handle.dueAtMs)}`,
  confirmed: () => 'agrees that it is solved',
  disputed: ({ reason }) => `disagrees${said(reason)}`,
  closed: ({ outcome }) =>
    `closed, ${{ confirmed: 'the resident agreed', unconfirmed: 'the resident never answered', 'force-closed': 'by approval, without the resident' }[outcome]}`,
  reopened: ({ reason, tier }, naming) => `reopened with ${naming.tier(tier)}${said(reason)}`,
  'command-refused': ({ command, by, code, message }) => `signal ${command} of ${by} refused, ${code}${said(message)}`,
};
