import { CHECKS, PARTS, TEXTS } from '../../../stack/texts';
import { eventsEn } from './events-en';
import { helpEn } from './help-en';
import type { Words } from './words';

const themselves = <K extends string>(names: readonly K[]): Readonly<Record<K, string>> =>
  Object.fromEntries(names.map((name) => [name, name])) as Readonly<Record<string, string>>;

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export const en: Words = {
  tier: ({ number, of, name }) => `tier ${number} of ${of} (${name})`,
  stage: {
    open: 'open',
    handling: 'in handling',
    suspended: 'suspended',
    confirming: 'awaiting the resident',
    closed: 'closed',
  },
  outcome: {
    confirmed: 'the resident agreed',
    unconfirmed: 'the resident never answered',
    'force-closed': 'closed by approval, without the resident',
  },
  severity: { low: 'low', normal: 'normal', high: 'high', urgent: 'urgent' },
  what: {
    acknowledgement: 'acknowledgement',
    handling: 'handling',
    approval: 'a decision',
    confirmation: 'the resident’s word',
    resumption: 'the end of the suspension',
  },
  clock: {
    acknowledge: 'the time to acknowledge',
    handle: 'the time to handle',
    confirm: 'the time to confirm',
    approval: 'the time to decide',
    suspension: 'the suspension',
  },
  charge: { term: 'term', extension: 'extended by', suspension: 'stood still for' },
  kind: { extension: 'more time', suspension: 'a suspension', 'force-close': 'closing without the resident' },
  event: eventsEn,
  explain: {
    about: ({ issue, category, unit, severity, reporter, opened }) =>
      `${issue}: ${category}, ${unit}, ${severity}; reported by ${reporter}, opened ${opened}.`,
    stands: ({ stage, tier, since, procedure, assignee }) =>
      `It is ${stage}, with ${tier} since ${since}${assignee === null ? '' : `, assigned to ${assignee}`}, by procedure ${procedure}.`,
    closed: ({ outcome, at, procedure }) => `It is closed since ${at}: ${outcome}. Procedure ${procedure}.`,
    counted: ({ disputes, reopenings }) =>
      `So far it was ${[disputes > 0 ? `disputed ${plural(disputes, 'time')}` : '', reopenings > 0 ? `reopened ${plural(reopenings, 'time')}` : ''].filter(Boolean).join(' and ')}.`,
    waits: ({ what, whom, role, since, until, rule, provisional }) =>
      `It waits for ${what} by ${whom} (${role}), since ${since}${until === null ? '' : `, until ${until}${provisional ? ' (provisional: holidays of that time are not published yet)' : ''}`}. Rule: ${rule}.`,
    then: (then, nextTier) =>
      ({
        remind: 'If nobody moves by then, the same people are reminded.',
        escalate: `If nobody moves by then, the issue climbs to ${nextTier ?? 'the next tier'}.`,
        alert: 'If nobody moves by then, an alert goes out; the last tier never drops an issue.',
        lapse: 'If nobody decides by then, the question lapses.',
        resume: 'Then the clock goes on with what was left of it.',
        'close-unconfirmed': 'If the resident does not answer by then, the issue is closed as unconfirmed.',
      })[then],
    next: ({ at, clock, then }) => `Next by itself: ${at}, when ${clock} is over. ${then}`,
    question: ({ id, kind, by, measure }) =>
      `${by} asks (${id}) for ${kind}${measure === null ? '' : ` (${measure})`}.`,
    charge: ({ why, span, due }) => `${why} ${span}, so due ${due}`,
    ledger: ({ what, entries }) => `The deadline for ${what}: ${entries.join('; ')}.`,
    nothingByItself: 'Nothing happens by itself any more.',
    offers: 'What can be done now:',
    noOffers: 'Nobody can do anything now.',
    zone: (zone) => `Times are in ${zone}.`,
    or: (names) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`),
  },
  column: {
    issue: 'issue',
    stage: 'stage',
    tier: 'tier',
    severity: 'severity',
    category: 'category',
    unit: 'where',
    waitsFor: 'waits for',
    due: 'due',
    seq: '#',
    occurred: 'occurred',
    recorded: 'recorded',
    who: 'who',
    what: 'what',
    command: 'command',
    type: 'type this',
    part: 'part',
    check: 'check',
    found: 'found',
    field: 'field',
    value: 'value',
    reporter: 'reporter',
    channel: 'channel',
    text: 'text',
    opened: 'opened',
    assignee: 'assignee',
    handled: 'handled',
    closed: 'closed',
    approvals: 'approvals',
    disputes: 'disputes',
    reopenings: 'reopenings',
    procedure: 'procedure',
    events: 'events',
    zone: 'time zone',
  },
  ago: (span) => `${span} ago`,
  in: (span) => `in ${span}`,
  now: 'now',
  spanUnits: { d: 'd', h: 'h', m: 'm', s: 's', ms: 'ms' },
  ladder: 'the ladder',
  done: ({ issue, stage, tier, seq, repeated }) =>
    `${issue} is ${stage} with tier ${tier} (event ${seq})${repeated ? '; this had been recorded before' : ''}.`,
  reported: (issue, repeated) =>
    repeated ? `${issue} is this report’s issue since before.` : `${issue} is opened; the first tier has been told.`,
  signalled: (issue) =>
    `Signal sent to ${issue}. What comes of it, also a refusal, is in \`doorstep timeline ${issue}\`.`,
  noIssues: 'No issues.',
  inbox: {
    waiting: (person) => `Notices of ${person}, live. Ctrl-C ends.`,
    empty: (person) => `No notices for ${person}.`,
  },
  chainHolds: (events) => `The hash chain of ${plural(events, 'event')} holds: nothing was altered.`,
  chainBroken: (seq) => `The hash chain is BROKEN at event ${seq}: the log was altered there or before.`,
  policiesFine: ({ folder, procedures, units, people, categories }) =>
    `${folder} is in order: ${plural(procedures, 'procedure')}, ${plural(units, 'unit')}, ${people} people, ${categories} categories.`,
  status: { ok: 'ok', warn: 'look', fail: 'FAIL' },
  error: {
    allowed: 'possible now',
    try: 'do',
    at: 'at',
    may: (names) => `Here ${names} may.`,
    didYouMean: (word) => `Did you mean ${word}?`,
    typed: {
      missingArgument: (what) => `Missing required argument '${what}'.`,
      optionMissingArgument: (what) => `Option '${what}' lacks its argument.`,
      unknownOption: (what) => `Unknown option '${what}'.`,
      unknownCommand: (what) => `Unknown command '${what}'.`,
      excessArguments: (what) => `Too many arguments for '${what}'.`,
    },
  },
  doctor: { part: themselves(PARTS), check: themselves(CHECKS), text: TEXTS },
  codes: {},
  help: helpEn,
};
