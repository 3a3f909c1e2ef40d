import type { EventWords } from './words';

const because = (reason: string | undefined): string => (reason === undefined ? '' : `: ${reason}`);

export const eventsEn: EventWords = {
  opened: ({ report }) => `reported through ${report.channel}: ${report.text}`,
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
    }${because(reason)}`,
  reminded: ({ clock, round, alert, tier }, naming) =>
    `${alert ? 'ALERT' : 'reminder'} ${round} to ${clock} (${naming.tier(tier)})`,
  handled: ({ note, evidence }) =>
    `handled: ${note}${evidence.length === 0 ? '' : ` [${evidence.map(({ kind, ref }) => `${kind}:${ref}`).join(', ')}]`}`,
  'approval-requested': ({ approval, kind, extendByMs, reason, deciders }, { person, span }) =>
    `asks (${approval}) for ${kind === 'extension' ? `${extendByMs === undefined ? 'more time' : `${span(extendByMs)} more`}` : 'closing without the resident'}: ${reason}; ${deciders.map(person).join(', ')} may decide`,
  approved: ({ approval, reason }) => `approved ${approval}${because(reason)}`,
  rejected: ({ approval, reason }) => `rejected ${approval}${because(reason)}`,
  'approval-lapsed': ({ approval, cause }) =>
    `${approval} lapsed, ${cause === 'expired' ? 'nobody decided in time' : 'overtaken by events'}`,
  extended: ({ fromAtMs, toAtMs }, { span, instant }) =>
    `deadline moved by ${span(toAtMs - fromAtMs)} to ${instant(toAtMs)}`,
  confirmed: () => 'agrees that it is solved',
  disputed: ({ reason }) => `disagrees: ${reason}`,
  closed: ({ outcome }) =>
    `closed, ${{ confirmed: 'the resident agreed', unconfirmed: 'the resident never answered', 'force-closed': 'by approval, without the resident' }[outcome]}`,
  reopened: ({ reason, tier }, naming) => `reopened with ${naming.tier(tier)}: ${reason}`,
  'command-refused': ({ command, by, code, message }) => `signal ${command} of ${by} refused, ${code}: ${message}`,
};
