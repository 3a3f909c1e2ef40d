/**
 * What of an event leaves the log: ids, codes, numbers and instants. Whatever people may word as they like is kept there,
 * and is read by the SDK (docs/decisions/0045).
 */
import type { EventType, IssueEvent } from '../domain';

type EventOf<T extends EventType> = Extract<IssueEvent, { readonly type: T }>;
type Fate = 'published' | 'kept';
/** A field as a whole, or an object field by field. */
type FatesOf<V> = { readonly [F in keyof V]-?: Fate | (V[F] extends object ? FatesOf<V[F]> : never) };
type FatesOfEvents = { readonly [T in EventType]: FatesOf<Omit<EventOf<T>, 'type'>> };

/** A field that an event gets and that does not stand here does not compile, and would not be published. */
const FATES = {
  opened: {
    report: {
      text: 'kept',
      category: 'published',
      severity: 'published',
      unit: 'published',
      reporter: 'published',
      channel: 'published',
    },
    rules: 'published',
    acknowledge: 'published',
    handle: 'published',
  },
  acknowledged: { by: 'published' },
  assigned: { by: 'published', to: 'published' },
  escalated: {
    fromTier: 'published',
    toTier: 'published',
    cause: 'published',
    firedAtMs: 'published',
    by: 'published',
    reason: 'kept',
    acknowledge: 'published',
    handle: 'published',
  },
  reminded: {
    clock: 'published',
    tier: 'published',
    round: 'published',
    firedAtMs: 'published',
    nextAtMs: 'published',
    alert: 'published',
  },
  // Kind and reference of a piece of evidence are any text of up to 500 characters.
  handled: { by: 'published', note: 'kept', evidence: 'kept', confirm: 'published' },
  'approval-requested': {
    approval: 'published',
    kind: 'published',
    by: 'published',
    reason: 'kept',
    extendByMs: 'published',
    untilMs: 'published',
    deciders: 'published',
    sinceMs: 'published',
    dueAtMs: 'published',
  },
  approved: { approval: 'published', by: 'published', reason: 'kept' },
  rejected: { approval: 'published', by: 'published', reason: 'kept' },
  'approval-lapsed': { approval: 'published', cause: 'published' },
  extended: { approval: 'published', fromAtMs: 'published', toAtMs: 'published', handle: 'published' },
  suspended: { approval: 'published', untilMs: 'published', handle: 'published' },
  resumed: { by: 'published', firedAtMs: 'published', handle: 'published' },
  confirmed: { by: 'published' },
  disputed: { by: 'published', reason: 'kept' },
  closed: { outcome: 'published', atMs: 'published' },
  reopened: { by: 'published', reason: 'kept', tier: 'published', acknowledge: 'published', handle: 'published' },
  // The sentence may quote what a signal held.
  'command-refused': { command: 'published', by: 'published', code: 'published', message: 'kept' },
} as const satisfies FatesOfEvents;

/** An event as it may come from outside the log: what is kept may be there, and need not be. */
export type PublishedEvent<T extends EventType = EventType> = {
  readonly [E in T]: { readonly type: E } & Published<Omit<EventOf<E>, 'type'>, (typeof FATES)[E]>;
}[T];

type Published<V, Fates> = {
  readonly [F in keyof V as F extends Kept<Fates> ? never : F]: Fates[F & keyof Fates] extends Fate
    ? V[F]
    : Published<V[F], Fates[F & keyof Fates]>;
} & { readonly [F in keyof V as F extends Kept<Fates> ? F : never]?: V[F] };
type Kept<Fates> = { [F in keyof Fates]: Fates[F] extends 'kept' ? F : never }[keyof Fates];

/** The data of a published event: the same fields in the same order, whoever publishes it. */
export function publishedData(event: IssueEvent): Readonly<Record<string, unknown>> {
  // The relay may find an event of a later engine; what is not known here is kept.
  const fates: Fates | undefined = FATES[event.type];
  return pick(event, fates ?? {});
}

interface Fates {
  readonly [field: string]: Fate | Fates;
}

function pick(value: object, fates: Fates): Readonly<Record<string, unknown>> {
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(fates).flatMap(([field, fate]) => {
      const inner = given[field];
      if (fate === 'kept' || inner === undefined) return [];
      return [[field, fate === 'published' ? inner : pick(inner as object, fate)]];
    }),
  );
}
