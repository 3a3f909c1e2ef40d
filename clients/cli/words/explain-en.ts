import type { Charge, Wait, Wake } from '../../../domain';
import type { Counts, ExplainWords } from './words';

export const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const COUNTED: Readonly<Record<keyof Counts, (count: number) => string>> = {
  disputes: (count) => `disputed ${plural(count, 'time')}`,
  reopenings: (count) => `reopened ${plural(count, 'time')}`,
  reworks: (count) => `sent back to be redone ${plural(count, 'time')}`,
  returns: (count) => `given back by ${count === 1 ? 'one party' : `${count} parties`}`,
  unreached: (count) => `called about in vain ${plural(count, 'time')}`,
  rounds: (count) => `through the whole ladder ${plural(count, 'time')} before`,
};

/** What a wake is: that the time is over, or something that only happens. */
const RINGS: Readonly<Record<Wake['clock'], string>> = {
  verify: 'the time to verify is over',
  acknowledge: 'the time to acknowledge is over',
  handle: 'the time to handle is over',
  renew: 'the acknowledgement expires',
  check: 'the time to check is over',
  confirm: 'the time to confirm is over',
  answer: 'the time to answer is over',
  total: 'the time over all tiers is over',
  approval: 'the time to decide is over',
  'approval-reminder': 'those who have not decided yet are reminded',
  suspension: 'the suspension is over',
  'report-in': 'the time to report in is over',
  part: 'the time for a part is over',
  warning: 'a warning goes out',
  delegation: 'the time of a deputy is over',
};

const CHARGES: Readonly<Record<Charge['why'], string>> = {
  term: 'term',
  extension: 'extended by',
  suspension: 'stood still for',
  dispatch: 'stood still while a party had it, for',
  waiting: 'stood still while it waited for others, for',
  calendar: 'another calendar,',
  procedure: 'another procedure,',
  priority: 'another category or severity,',
};
const CHANGES: readonly Charge['why'][] = ['calendar', 'procedure', 'priority'];

export const explainEn: ExplainWords = {
  about: ({ issue, category, unit, severity, reporter, opened }) =>
    `${issue}: ${category}, ${unit}, ${severity}; reported by ${reporter}, opened ${opened}.`,
  stands: ({ stage, tier, party, since, procedure, assignee }) =>
    `It is ${stage}, with ${tier} since ${since}${party === null ? '' : `, dispatched to ${party}`}${assignee === null ? '' : `, assigned to ${assignee}`}, by procedure ${procedure}.`,
  closed: ({ outcome, at, procedure }) => `It is closed since ${at}: ${outcome}. Procedure ${procedure}.`,
  counted: (counts) => {
    const said = (Object.keys(COUNTED) as (keyof Counts)[]).flatMap((name) =>
      counts[name] > 0 ? [COUNTED[name](counts[name])] : [],
    );
    return `So far it was ${said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`}.`;
  },
  problem: (cause) =>
    `It is a problem case: ${{ reworks: 'redone too often', units: 'passed among too many units' }[cause]}.`,
  quarantined: ({ what, since }) =>
    `Its rules can’t be followed since ${since} (${what}): nothing happens by itself until it is migrated to others.`,
  waits: ({ what, whom, role, since, until, rule, provisional }) =>
    `It waits for ${what}${whom === '' ? '' : ` by ${whom} (${role})`}, since ${since}${until === null ? '' : `, until ${until}${provisional ? ' (provisional: holidays of that time are not published yet)' : ''}`}. Rule: ${rule}.`,
  then: ({ what, then }, nextTier) =>
    what === 'approval' && then === 'escalate'
      ? 'If nobody decides by then, the question goes to the tier above those who were asked.'
      : THEN[then](nextTier),
  next: ({ at, clock, then }) => `Next by itself: ${at}, when ${RINGS[clock]}. ${then}`,
  warns: ({ what, at }) => `A warning that ${what} comes to its end goes out at ${at}.`,
  reminds: ({ id, at }) => `Who has not decided on ${id} by then is reminded at ${at}.`,
  question: ({ id, kind, by, measure }) => `${by} asks (${id}) for ${kind}${measure === null ? '' : ` (${measure})`}.`,
  panel: ({ need, of }) =>
    `${need === of.length ? 'All' : need} of ${of.join(', ')} ${need === 1 && of.length > 1 ? 'has' : 'have'} to agree.`,
  votes: (votes) =>
    votes.length === 0
      ? 'Nobody has voted yet.'
      : `So far: ${votes.map((vote) => `${vote.by}${vote.for === null ? '' : ` for ${vote.for}`} ${{ approve: 'yes', reject: 'no' }[vote.vote]}`).join(', ')}.`,
  charge: ({ why, span, earlier, due }) =>
    `${CHARGES[why]} ${span}${CHANGES.includes(why) ? (earlier ? ' earlier' : ' later') : ''}, so due ${due}`,
  competence: ({ tags, lacking }) =>
    `Only somebody with this competence is called: ${tags}.${lacking.length === 0 ? '' : ` Passed over for lack of it: ${lacking.join(', ')}.`}`,
  ledger: ({ what, entries }) => `The deadline for ${what}: ${entries.join('; ')}.`,
  nothingByItself: 'Nothing happens by itself any more.',
  offers: 'What can be done now:',
  noOffers: 'Nobody can do anything now.',
  zone: (zone) => `Times are in ${zone}.`,
  others: (count) => `${plural(count, 'other')}`,
  or: (names) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`),
};

const THEN: Readonly<Record<Wait['then'], (nextTier: string | null) => string>> = {
  remind: () => 'If nobody moves by then, the same people are reminded.',
  escalate: (nextTier) => `If nobody moves by then, the issue climbs to ${nextTier ?? 'the next tier'}.`,
  alert: () => 'If nobody moves by then, an alert goes out; the last tier never drops an issue.',
  lapse: () => 'If nobody decides by then, the question lapses.',
  approve: () => 'If nobody decides by then, that counts as a yes.',
  reject: () => 'If nobody decides by then, that counts as a no.',
  resume: () => 'Then the clock goes on with what was left of it.',
  open: () => 'If nobody looks by then, it is taken for true and goes to the first tier.',
  'call-again': () => 'If nobody moves by then, they are called again.',
  'ask-unchecked': () => 'If nobody looks by then, the resident is asked, and it counts as unchecked.',
  'close-unconfirmed': () => 'If the resident does not answer by then, the issue is closed as unconfirmed.',
  nothing: () => '',
};
