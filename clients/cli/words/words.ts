/** Everything the command line says to people, once per language. */
import type { ErrorCode } from '../../../contracts/error-codes';
import type { PublishedEvent } from '../../../contracts/published-event';
import type {
  Charge,
  ApprovalKind,
  ApprovalStatus,
  ClockName,
  EventType,
  Outcome,
  Severity,
  Stage,
  Wait,
  Wake,
} from '../../../domain';
import type { HelpWords } from './help';
import type { Check, Part, TextKey } from '../../../stack/texts';

export type Lang = 'zh' | 'en';

/** How facts are put into words where a sentence names them. */
export interface Naming {
  readonly person: (id: string) => string;
  readonly tier: (number: number) => string;
  readonly party: (key: string) => string;
  readonly category: (id: string) => string;
  /** Local time with how far away it is. */
  readonly instant: (atMs: number) => string;
  readonly span: (ms: number) => string;
}

/** Of an event as the log holds it, or as it comes over NATS: then without what people worded themselves. */
export type EventWords = {
  readonly [T in EventType]: (event: PublishedEvent<T>, naming: Naming) => string;
};

export interface ExplainWords {
  about(facts: {
    issue: string;
    category: string;
    unit: string;
    severity: string;
    reporter: string;
    opened: string;
  }): string;
  stands(facts: {
    stage: string;
    tier: string;
    /** The party to which the tier dispatched it. */
    party: string | null;
    since: string;
    procedure: string;
    assignee: string | null;
  }): string;
  closed(facts: { outcome: string; at: string; procedure: string }): string;
  /** At least one of them is not 0. */
  counted(facts: Counts): string;
  problem(cause: 'reworks' | 'units'): string;
  quarantined(facts: { what: string; since: string }): string;
  waits(facts: {
    what: string;
    /** Empty when nobody is waited for: another issue is, or other rules. */
    whom: string;
    role: string;
    since: string;
    until: string | null;
    rule: string;
    provisional: boolean;
  }): string;
  then(wait: Pick<Wait, 'what' | 'then'>, nextTier: string | null): string;
  next(facts: { at: string; clock: Wake['clock']; then: string }): string;
  warns(facts: { what: string; at: string }): string;
  reminds(facts: { id: string; at: string }): string;
  question(facts: { id: string; kind: string; by: string; measure: string | null }): string;
  /** One of several panels: who is in it, how many of them have to agree. */
  panel(facts: { need: number; of: readonly string[] }): string;
  votes(votes: readonly { by: string; for: string | null; vote: 'approve' | 'reject' }[]): string;
  charge(facts: { why: Charge['why']; span: string; earlier: boolean; due: string }): string;
  competence(facts: { tags: string; lacking: readonly string[] }): string;
  ledger(facts: { what: string; entries: readonly string[] }): string;
  nothingByItself: string;
  offers: string;
  noOffers: string;
  zone(zone: string): string;
  others(count: number): string;
  or(names: readonly string[]): string;
}

export interface Counts {
  readonly disputes: number;
  readonly reopenings: number;
  readonly reworks: number;
  readonly returns: number;
  readonly unreached: number;
  readonly rounds: number;
}

export interface Words {
  readonly tier: (facts: { number: number; of: number; name: string }) => string;
  readonly stage: Readonly<Record<Stage, string>>;
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly what: Readonly<Record<Wait['what'], string>>;
  readonly clock: Readonly<Record<ClockName | Wake['clock'], string>>;
  readonly kind: Readonly<Record<ApprovalKind, string>>;
  readonly event: EventWords;
  readonly explain: ExplainWords;
  readonly column: Readonly<
    Record<
      | 'issue'
      | 'stage'
      | 'tier'
      | 'severity'
      | 'category'
      | 'unit'
      | 'waitsFor'
      | 'due'
      | 'seq'
      | 'occurred'
      | 'recorded'
      | 'who'
      | 'what'
      | 'command'
      | 'type'
      | 'part'
      | 'check'
      | 'found'
      | 'field'
      | 'value'
      | 'reporter'
      | 'channel'
      | 'location'
      | 'count'
      | 'text'
      | 'opened'
      | 'assignee'
      | 'handled'
      | 'closed'
      | 'approvals'
      | 'disputes'
      | 'reopenings'
      | 'dispatched'
      | 'joint'
      | 'gaveBack'
      | 'reworks'
      | 'unreached'
      | 'rounds'
      | 'problem'
      | 'supervision'
      | 'deputy'
      | 'lead'
      | 'followers'
      | 'quarantine'
      | 'warnings'
      | 'procedure'
      | 'events'
      | 'zone',
      string
    >
  >;
  readonly facts: FactWords;
  readonly ago: (span: string) => string;
  readonly in: (span: string) => string;
  readonly now: string;
  /** The letters of a span: days, hours, minutes, seconds. */
  readonly spanUnits: Readonly<Record<'d' | 'h' | 'm' | 's' | 'ms', string>>;
  readonly ladder: string;
  readonly done: (facts: { issue: string; stage: string; tier: number; seq: number; repeated: boolean }) => string;
  readonly reported: (issue: string, repeated: boolean) => string;
  readonly signalled: (issue: string) => string;
  readonly noIssues: string;
  readonly inbox: { readonly waiting: (person: string) => string; readonly empty: (person: string) => string };
  readonly chainHolds: (events: number) => string;
  readonly chainBroken: (seq: number) => string;
  readonly policiesFine: (facts: {
    folder: string;
    procedures: number;
    units: number;
    people: number;
    categories: number;
  }) => string;
  readonly competenceUnheld: (facts: { file: string; field: string; tag: string; meant: string | undefined }) => string;
  readonly status: Readonly<Record<'ok' | 'warn' | 'fail', string>>;
  readonly error: {
    readonly allowed: string;
    readonly try: string;
    readonly at: string;
    readonly may: (names: string) => string;
    readonly didYouMean: (word: string) => string;
    /** What the grammar refuses, by commander's code; `what` is the word at fault. */
    readonly typed: Readonly<Record<TypedWrong, (what: string) => string>>;
  };
  readonly doctor: DoctorWords;
  /** What a code means and what to do; where a language has nothing, the table of codes speaks English. */
  readonly codes: Readonly<Partial<Record<ErrorCode, { readonly meaning: string; readonly remedy: string }>>>;
  readonly help: HelpWords;
}

export type TypedWrong =
  'missingArgument' | 'optionMissingArgument' | 'unknownOption' | 'unknownCommand' | 'excessArguments';

export interface DoctorWords {
  readonly part: Readonly<Record<Part, string>>;
  readonly check: Readonly<Record<Check, string>>;
  readonly text: Readonly<Record<TextKey, string>>;
}

/** What `show` says of an issue beside its plain fields. */
export interface FactWords {
  readonly status: Readonly<Record<ApprovalStatus, string>>;
  readonly problem: Readonly<Record<'reworks' | 'units', string>>;
  readonly part: (facts: {
    reportedIn: string | null;
    finished: string | null;
    reportInBy: string | null;
    finishBy: string | null;
  }) => string;
  readonly dispatched: (facts: { party: string; by: string }) => string;
  readonly deputy: (facts: { from: string; to: string; until: string }) => string;
  readonly supervised: (by: string) => string;
  readonly standsStill: (left: string) => string;
}
