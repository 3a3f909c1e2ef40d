/** One procedure: the ladder of the place with its clocks. Terms stay as written until a calendar is known; spans are natural milliseconds. */
import type { EventType } from '../kernel/event';
import type { Span } from '../kernel/ids';
import type { OnTimeout, Quorum } from '../kernel/rules';
import type { FieldPath } from './documents/problems';
import type { WrittenTerm } from './documents/term';
import type { Text } from './documents/words';
import type { FromNotice } from './from-notice';

/** From the widest to the narrowest. */
export const LEVELS = ['district', 'street', 'community', 'grid', 'building'] as const;
/** How high in the tree of units something stands. */
export type Level = (typeof LEVELS)[number];

/** 0 is the widest. */
export const depth = (level: Level): number => LEVELS.indexOf(level);

/** Who: a role, looked up at this level around the matter, else at the first level above where somebody holds it. */
export interface WrittenPost {
  readonly role: string;
  readonly level: Level;
}

/** After a share (0..1) of the time to handle, or so long before its end. */
export type WrittenWarning = { readonly share: number } | { readonly before: WrittenTerm };

/** Whoever is called of the post has to hold all of these competences then. */
interface AskedPost extends WrittenPost {
  readonly competence?: readonly string[];
}

export interface ProcedureTier extends AskedPost {
  readonly key: string;
  /** Without it, the name of the role is shown. */
  readonly name?: Text;
  readonly acknowledge: WrittenTerm;
  /** Counted from the dispatch to this tier, as the acknowledgement is, and by the same kind of time. */
  readonly handle: WrittenTerm;
  readonly repeat: WrittenRepeat;
  readonly warn?: readonly WrittenWarning[];
  readonly acknowledgementExpires?: WrittenTerm;
  /** The next tier has it as soon as nobody of this one could be told; without it that is an alarm only. */
  readonly notTold?: 'climb';
  /** Key of the higher tier that follows; the next one without it. */
  readonly then?: string;
}

/** A unit beside the ladder. */
export interface ProcedureParty extends AskedPost {
  readonly key: string;
  readonly name?: Text;
  readonly acknowledge: WrittenTerm;
  readonly handle: WrittenTerm;
  readonly reportIn: WrittenTerm;
}

/** `times: 0` climbs without a reminder; the last tier repeats without end, and its `times` is 0. */
export interface WrittenRepeat {
  readonly every: WrittenTerm;
  readonly times: number;
}

/** How a question is decided: by the tier above, or by panels that all have to agree. */
export interface WrittenDecision {
  readonly decide: WrittenTerm;
  readonly remind?: readonly WrittenWarning[];
  readonly quorum?: Quorum;
  readonly panels?: readonly (WrittenPost & { readonly quorum: Quorum })[];
  readonly onTimeout?: OnTimeout;
}

/** How much has to be known of whoever reports, the least first. */
export const REPORTERS = ['anonymous', 'code', 'signed-in'] as const;
export type Reporter = (typeof REPORTERS)[number];

export interface Procedure {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  /** Anybody when left out. */
  readonly reporter?: Exclude<Reporter, 'anonymous'>;
  readonly tiers: readonly ProcedureTier[];
  readonly evidence: { readonly minimum: number };
  /** `limit` is of the kind of every tier's `handle`, unless `maximum` is 0. */
  readonly extension: WrittenDecision & { readonly maximum: number; readonly limit: WrittenTerm };
  /** `limitMs` is natural: how far ahead the until-date may be. */
  readonly suspension: WrittenDecision & { readonly maximum: number; readonly limitMs: Span };
  readonly forceClose: WrittenDecision;
  readonly return?: WrittenDecision;
  readonly void?: WrittenDecision;
  readonly verification?: WrittenPost & { readonly within: WrittenTerm; readonly repeat: WrittenRepeat };
  readonly parties?: readonly ProcedureParty[];
  readonly check?: WrittenPost & {
    readonly within: WrittenTerm;
    readonly repeat: WrittenRepeat;
    readonly evidence: { readonly minimum: number };
    readonly rework: WrittenTerm;
  };
  readonly confirmation: { readonly within: WrittenTerm; readonly repeat: WrittenRepeat };
  readonly callBack?: WrittenPost & { readonly attempts: number };
  readonly problem?: { readonly reworks: number; readonly units: number };
  readonly supervision?: { readonly answer: WrittenTerm };
  /** `to` is the key of a tier above the first. */
  readonly total?: { readonly within: WrittenTerm; readonly to: string };
  /** `from` is the key of a tier below the last. */
  readonly again?: { readonly from: string; readonly times: number };
  readonly reopenWithinMs: Span;
  readonly copies?: readonly (WrittenPost & { readonly event: EventType })[];
  readonly spreadMs?: Span;
  /** Of a version that was in use before it may be looked up: it never changes what is decided, only by whose hand. */
  readonly fromNotice?: FromNotice;
  /** The file it was read from, for messages to people. */
  readonly source: string;
}

/** Everything that is asked for and decided, by its field in the document. */
export const questionsOf = (procedure: Procedure): readonly (readonly [field: string, question: WrittenDecision])[] => [
  ['extension', procedure.extension],
  ['suspension', procedure.suspension],
  ['force-close', procedure.forceClose],
  ...(procedure.return === undefined ? [] : [['return', procedure.return] as const]),
  ...(procedure.void === undefined ? [] : [['void', procedure.void] as const]),
];

/** The same without those that nobody may ask. */
export const askable = (procedure: Procedure): ReturnType<typeof questionsOf> =>
  questionsOf(procedure).filter(([, question]) => !('maximum' in question) || question.maximum !== 0);

type Place = readonly [FieldPath, WrittenTerm];

/** Every term of a procedure with its place in the document. */
export const termsOf = (procedure: Procedure): readonly Place[] => {
  const { verification, parties = [], check, confirmation, supervision, total } = procedure;
  return [
    ...(verification === undefined ? [] : asked('verification', verification)),
    ...procedure.tiers.flatMap((tier, index) => tierTerms(tier, ['tiers', index])),
    ...parties.flatMap((party, index): readonly Place[] => [
      [['parties', index, 'acknowledge'], party.acknowledge],
      [['parties', index, 'handle'], party.handle],
      [['parties', index, 'report-in'], party.reportIn],
    ]),
    [['extension', 'limit'], procedure.extension.limit],
    ...questionsOf(procedure).flatMap(([field, { decide, remind }]): readonly Place[] => [
      [[field, 'decide'], decide],
      ...warningTerms(remind, [field, 'remind']),
    ]),
    ...(check === undefined ? [] : [...asked('check', check), [['check', 'rework'], check.rework] as const]),
    ...asked('confirmation', confirmation),
    ...(supervision === undefined ? [] : [[['supervision', 'answer'], supervision.answer] as const]),
    ...(total === undefined ? [] : [[['total', 'within'], total.within] as const]),
  ];
};

const asked = (
  field: string,
  { within, repeat }: { readonly within: WrittenTerm; readonly repeat: WrittenRepeat },
): readonly Place[] => [
  [[field, 'within'], within],
  [[field, 'repeat', 'every'], repeat.every],
];

const warningTerms = (warnings: readonly WrittenWarning[] = [], at: FieldPath): readonly Place[] =>
  warnings.flatMap((warning, index): readonly Place[] =>
    'before' in warning ? [[[...at, index], warning.before]] : [],
  );

const tierTerms = (tier: ProcedureTier, at: FieldPath): readonly Place[] => [
  [[...at, 'acknowledge'], tier.acknowledge],
  [[...at, 'handle'], tier.handle],
  [[...at, 'repeat', 'every'], tier.repeat.every],
  ...warningTerms(tier.warn, [...at, 'warn']),
  ...(tier.acknowledgementExpires === undefined
    ? []
    : [[[...at, 'acknowledgement-expires'], tier.acknowledgementExpires] as const]),
];

export const countsWorkingTime = (procedure: Procedure): boolean =>
  termsOf(procedure).some(([, { time }]) => time === 'working');

export const procedureName = (procedure: Procedure): string => `${procedure.id}@${procedure.version}`;
