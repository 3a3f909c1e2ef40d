/** Everything the command line says to people, once per language. */
import type { ErrorCode } from '../../../contracts/error-codes';
import type { PublishedEvent } from '../../../contracts/published-event';
import type {
  Charge,
  ApprovalKind,
  ClockName,
  CommandName,
  EventType,
  Outcome,
  Severity,
  Stage,
  Wait,
} from '../../../domain';
import type { Check, Part, TextKey } from '../../../stack/texts';

export type Lang = 'zh' | 'en';

/** How facts are put into words where a sentence names them. */
export interface Naming {
  readonly person: (id: string) => string;
  readonly tier: (number: number) => string;
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
  stands(facts: { stage: string; tier: string; since: string; procedure: string; assignee: string | null }): string;
  closed(facts: { outcome: string; at: string; procedure: string }): string;
  counted(facts: { disputes: number; reopenings: number }): string;
  waits(facts: {
    what: string;
    whom: string;
    role: string;
    since: string;
    until: string | null;
    rule: string;
    provisional: boolean;
  }): string;
  then(then: Wait['then'], nextTier: string | null): string;
  next(facts: { at: string; clock: string; then: string }): string;
  question(facts: { id: string; kind: string; by: string; measure: string | null }): string;
  charge(facts: { why: string; span: string; due: string }): string;
  ledger(facts: { what: string; entries: readonly string[] }): string;
  nothingByItself: string;
  offers: string;
  noOffers: string;
  zone(zone: string): string;
  or(names: readonly string[]): string;
}

export interface Words {
  readonly tier: (facts: { number: number; of: number; name: string }) => string;
  readonly stage: Readonly<Record<Stage, string>>;
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly what: Readonly<Record<Wait['what'], string>>;
  readonly clock: Readonly<Record<ClockName | 'approval' | 'suspension', string>>;
  readonly charge: Readonly<Record<Charge['why'], string>>;
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
      | 'text'
      | 'opened'
      | 'assignee'
      | 'handled'
      | 'closed'
      | 'approvals'
      | 'disputes'
      | 'reopenings'
      | 'procedure'
      | 'events'
      | 'zone',
      string
    >
  >;
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

export type HelpTopic =
  | CommandName
  | 'report'
  | 'list'
  | 'show'
  | 'explain'
  | 'timeline'
  | 'inbox'
  | 'doctor'
  | 'start'
  | 'demo'
  | 'calendar'
  | 'calendarList'
  | 'calendarShow'
  | 'calendarDue'
  | 'simulate'
  | 'procedure'
  | 'procedureList'
  | 'procedureTest'
  | 'procedureDraw'
  | 'policies'
  | 'policiesCheck';

export interface HelpWords {
  readonly about: string;
  readonly topic: Readonly<Record<HelpTopic, string>>;
  readonly option: Readonly<
    Record<
      | 'lang'
      | 'json'
      | 'as'
      | 'unit'
      | 'category'
      | 'severity'
      | 'channel'
      | 'key'
      | 'file'
      | 'occurred'
      | 'commandId'
      | 'reason'
      | 'note'
      | 'evidence'
      | 'by'
      | 'until'
      | 'count'
      | 'coverage'
      | 'seed'
      | 'seconds'
      | 'workers'
      | 'replay'
      | 'month'
      | 'from'
      | 'approval'
      | 'signal'
      | 'verify'
      | 'since'
      | 'once'
      | 'stage'
      | 'reporter'
      | 'assignee'
      | 'limit'
      | 'timeout'
      | 'noReceipt'
      | 'help'
      | 'version',
      string
    >
  >;
  readonly argument: Readonly<
    Record<'issue' | 'person' | 'text' | 'kind' | 'folder' | 'calendar' | 'term' | 'fixtures' | 'procedure', string>
  >;
  readonly examples: string;
}
