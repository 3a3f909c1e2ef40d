/**
 * What of an event leaves the log: ids, codes, numbers and instants. Whatever people may word as they like is kept there,
 * and is read by the SDK (docs/decisions/0045).
 */
import type { EventType, IssueEvent } from '../domain';
import { FATES, type EventOf, type Fate } from './event-fates';

/** An event as it may come from outside the log: what is kept may be there, and need not be. */
export type PublishedEvent<T extends EventType = EventType> = {
  readonly [E in T]: { readonly type: E } & Published<Omit<EventOf<E>, 'type'>, (typeof FATES)[E]>;
}[T];

type Published<V, Fates> = {
  readonly [F in keyof V as F extends Kept<Fates> ? never : F]: Fates[F & keyof Fates] extends Fate
    ? V[F]
    : Published<NonNullable<V[F]>, Fates[F & keyof Fates]>;
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
