import type { Evidence, Unreached } from '../../../domain';
import type { EventWords } from './words';

/** What somebody said of it, where it is known. */
const said = (words: string | undefined): string => (words === undefined ? '' : `: ${words}`);
const shown = (evidence: readonly Evidence[] = []): string =>
  evidence.length === 0 ? '' : ` [${evidence.map(({ kind, ref }) => `${kind}:${ref}`).join(', ')}]`;
/** In whose place a deputy acted. */
const placeOf = (person: (id: string) => string, id: string | undefined): string =>
  id === undefined ? '' : ` in the place of ${person(id)}`;
/** Who was not reached, and by which channels it was tried. */
const unreached = (people: readonly Unreached[], name: (id: string) => string): string =>
  people
    .map(({ person, channels }) => `${name(person)}${channels.length === 0 ? '' : ` (${channels.join(', ')})`}`)
    .join(', ');

const CAUSES = {
  'not-acknowledged': 'nobody acknowledged',
  'not-handled': 'not handled in time',
  'not-closed': 'the time over all tiers ran out',
  'passed-up': 'passed up',
  disputed: 'the resident disagreed',
  returned: 'given back',
  problem: 'a problem case',
  again: 'nobody at the top answered, so the ladder is climbed again',
  unstaffed: 'nobody of the tier before is there',
  'not-told': 'nobody of the tier before could be told',
} as const;
const TO = {
  verify: 'to verify',
  acknowledge: 'to acknowledge',
  handle: 'to handle',
  renew: 'to acknowledge again',
  check: 'to check',
  confirm: 'to confirm',
  answer: 'to answer the supervising tier',
  total: 'to come to an end',
} as const;

export const eventsEn: EventWords = {
  opened: ({ report, verify }) =>
    `reported through ${report.channel}${verify === undefined ? '' : ', to be verified first'}${said(report.text)}`,
  verified: ({ by, note }) =>
    by === undefined ? 'nobody looked in time, so it is taken for true' : `a matter for us${said(note)}`,
  declined: ({ reason }) => `no matter for us${said(reason)}`,
  acknowledged: ({ renew }, { instant }) =>
    `has it${renew === undefined ? '' : `; to be said again by ${instant(renew.dueAtMs)}`}`,
  'acknowledgement-expired': ({ by }, { person }) => `${person(by)} did not say again who has it`,
  assigned: ({ to }, { person }) => `gave it to ${person(to)}`,
  escalated: ({ fromTier, toTier, cause, reason }, { tier }) =>
    `${toTier === fromTier ? 'stays with' : toTier > fromTier ? 'climbed to' : 'begins again at'} ${tier(toTier)}, ${CAUSES[cause]}${said(reason)}`,
  reminded: ({ clock, round, alert, tier }, naming) =>
    `${alert ? 'ALERT' : 'reminder'} ${round} ${TO[clock]} (${naming.tier(tier)})`,
  warned: ({ dueAtMs, untold }, { instant }) =>
    `${untold === true ? 'a warning came too late: was due' : 'warning: due'} ${instant(dueAtMs)}`,
  dispatched: ({ to, from, reason }, { party }) =>
    `dispatched to ${party(to)}${from === undefined ? '' : `, from ${party(from)}`}${said(reason)}`,
  returned: ({ party, cause }, naming) =>
    `${cause === undefined ? 'given back by' : 'no longer with'} ${naming.party(party)}${cause === undefined ? '' : `, ${CAUSES[cause]}`}`,
  'problem-raised': ({ cause, count }) =>
    `a problem case: ${cause === 'reworks' ? `redone ${count} times` : `given back by ${count} parties`}`,
  summoned: ({ party, reason, reportIn }, naming) =>
    `summoned ${naming.party(party)}, to report in by ${naming.instant(reportIn.dueAtMs)}${said(reason)}`,
  'reported-in': ({ party }, naming) => `${naming.party(party)} has reported in`,
  'part-finished': ({ party, note, evidence }, naming) =>
    `${naming.party(party)} has done its part${said(note)}${shown(evidence)}`,
  'part-released': ({ party, reason }, naming) => `goes on without ${naming.party(party)}${said(reason)}`,
  'part-overdue': ({ party, clock, round }, naming) =>
    `${naming.party(party)} ${clock === 'report-in' ? 'has not reported in' : 'has not done its part'}, call ${round}`,
  handled: ({ note, evidence, check }) =>
    `handled${check === undefined ? '' : ', to be checked on the spot'}${said(note)}${shown(evidence)}`,
  checked: ({ by, note, evidence }) =>
    by === undefined ? 'nobody looked in time: UNCHECKED' : `found it done${said(note)}${shown(evidence)}`,
  'check-failed': ({ reason, evidence, handle }, { instant }) =>
    `found it not done, to be redone by ${instant(handle.dueAtMs)}${said(reason)}${shown(evidence)}`,
  'approval-requested': (
    { approval, kind, extendByMs, untilMs, reason, deciders, panels },
    { person, span, instant },
  ) =>
    `asks (${approval}) for ${
      {
        extension: extendByMs === undefined ? 'more time' : `${span(extendByMs)} more`,
        suspension: untilMs === undefined ? 'a suspension' : `a suspension until ${instant(untilMs)}`,
        'force-close': 'closing without the resident',
        return: 'giving it back',
        void: 'taking it out',
      }[kind]
    }${said(reason)}; ${decide({ deciders, panels }, person)}`,
  'approval-reminded': ({ approval, dueAtMs, untold }, { instant }) =>
    `${untold === true ? `a reminder of ${approval} came too late: was to be decided` : `reminder: ${approval} still waits, to be decided`} by ${instant(dueAtMs)}`,
  voted: ({ approval, vote, for: place, reason }, { person }) =>
    `votes ${vote === 'approve' ? 'yes' : 'no'} on ${approval}${placeOf(person, place)}${said(reason)}`,
  'approval-climbed': ({ approval, deciders, panels }, { person }) =>
    `${approval} climbed, nobody decided in time; ${decide({ deciders, panels }, person)}`,
  approved: ({ approval, by, for: place, reason }, { person }) =>
    by === undefined
      ? `${approval} counts as approved, nobody decided in time`
      : `approved ${approval}${placeOf(person, place)}${said(reason)}`,
  rejected: ({ approval, by, for: place, reason }, { person }) =>
    by === undefined
      ? `${approval} counts as rejected, nobody decided in time`
      : `rejected ${approval}${placeOf(person, place)}${said(reason)}`,
  'approval-lapsed': ({ approval, cause }) =>
    `${approval} lapsed, ${cause === 'expired' ? 'nobody decided in time' : 'overtaken by events'}`,
  extended: ({ fromAtMs, toAtMs }, { span, instant }) =>
    `deadline moved by ${span(toAtMs - fromAtMs)} to ${instant(toAtMs)}`,
  suspended: ({ untilMs }, { instant }) => `suspended until ${instant(untilMs)}; the clock stands still`,
  resumed: ({ by, handle }, { instant }) =>
    `${by === undefined ? 'the suspension is over' : 'resumed'}; to be handled by ${instant(handle.dueAtMs)}`,
  'called-back': ({ answer, attempt, note }) =>
    `called the resident: ${answer === 'unreachable' ? `not reached, attempt ${attempt}` : answer}${said(note)}`,
  confirmed: () => 'agrees that it is solved',
  disputed: ({ reason }) => `disagrees${said(reason)}`,
  withdrawn: ({ reason }) => `takes it back${said(reason)}`,
  closed: ({ outcome }) =>
    `closed, ${
      {
        confirmed: 'the resident agreed',
        unconfirmed: 'the resident never answered',
        unreachable: 'the resident was called in vain',
        'force-closed': 'by approval, without the resident',
        declined: 'no matter for us',
        withdrawn: 'taken back by the reporter',
        voided: 'taken out by approval',
        imported: 'in another system, before it came here',
      }[outcome]
    }`,
  reopened: ({ reason, tier }, naming) => `reopened with ${naming.tier(tier)}${said(reason)}`,
  supervised: ({ reason, answer }, { instant }) =>
    `supervises it, to be answered by ${instant(answer.dueAtMs)}${said(reason)}`,
  answered: ({ note }) => `answered the supervising tier${said(note)}`,
  commented: ({ text, evidence }) => `comments${said(text)}${shown(evidence)}`,
  reclassified: ({ category, severity, reason }, naming) =>
    `says it is ${naming.category(category)}, ${severity}${said(reason)}`,
  'rules-changed': ({ why, rules, reason }) =>
    `${
      {
        procedure: `goes on by ${rules.procedure}@${rules.version}`,
        calendar: 'goes on by another calendar',
        priority: `goes on by ${rules.procedure}@${rules.version}, because of what it is now`,
      }[why]
    }${said(reason)}`,
  staffed: ({ posts }, { person }) =>
    `who is there now: ${posts.map(({ role, people, called = people }) => `${role} ${called.map(person).join(', ') || 'nobody'}`).join('; ')}`,
  unstaffed: ({ role, tier, hops }, naming) =>
    `ALERT: nobody ${hops.some(({ why }) => why === 'not-competent') ? 'with the competence that is asked ' : ''}is there (${role}, ${naming.tier(tier)})`,
  'not-told': ({ people, tier }, naming) =>
    `ALERT: nobody could be told (${naming.tier(tier)}): ${unreached(people, naming.person)}`,
  'handed-over': ({ from, to, why }, { person }) =>
    `${person(from)} ${why === 'left' ? 'has left' : 'is away'}: ${to === undefined ? 'the crew on duty is called again' : `${person(to)} has it now`}`,
  quarantined: ({ what }) => `its rules can’t be followed (${what}): nothing happens by itself any more`,
  delegated: ({ to, untilMs, reason }, { person, instant }) =>
    `made ${person(to)} the deputy until ${instant(untilMs)}${said(reason)}`,
  'delegation-ended': ({ from, to }, { person }) => `${person(to)} is no longer the deputy of ${person(from)}`,
  linked: ({ lead, reason }) => `goes with ${lead} from now on${said(reason)}`,
  followed: ({ lead, what, tier }, naming) =>
    what === 'climbed' ? `climbed with ${lead} to ${naming.tier(tier)}` : `handled with ${lead}`,
  unlinked: ({ by, lead, reason }) =>
    `${by === undefined ? `${lead} ended, so it` : 'it'} goes its own way${by === undefined ? '' : `, no longer with ${lead}`}${said(reason)}`,
  'follower-joined': ({ follower }) => `${follower} goes with it`,
  'follower-left': ({ follower }) => `${follower} no longer goes with it`,
  'command-refused': ({ command, by, code, message }) => `signal ${command} of ${by} refused, ${code}${said(message)}`,
};

interface Asked {
  readonly deciders: readonly string[];
  readonly panels: readonly { readonly people: readonly string[]; readonly need: number }[] | undefined;
}

/** Who may decide, and where one is not enough, how many have to agree. */
const decide = ({ deciders, panels }: Asked, person: (id: string) => string): string =>
  panels === undefined
    ? `${deciders.map(person).join(', ')} may decide`
    : `${panels.map(({ people, need }) => `${need} of ${people.map(person).join(', ')}`).join(' and ')} have to agree`;
