/**
 * The data of each published event, by its type. What is kept in the log does not stand here; a field that an event gets, or
 * another form of one, does not compile before it stands here as well.
 */
import type { z } from 'zod';
import type { EventType } from '../../domain';
import type { PublishedEvent } from '../published-event';
import type { FATES } from '../event-fates';
import { handlingEvents } from './handling';
import type { InStep } from './in-step';
import { ladderEvents } from './ladder';
import { questionEvents } from './questions';
import { residentEvents } from './residents';
import { ruleEvents } from './rule-events';

export { NAMED } from './parts';

/** What of an event is published for certain. */
type Data<T extends EventType> = Stays<Omit<PublishedEvent<T>, 'type'>, (typeof FATES)[T]>;
type Stays<V, Fates> = {
  [F in keyof V as F extends keyof Fates ? (Fates[F] extends 'kept' ? never : F) : never]: F extends keyof Fates
    ? Fates[F] extends string
      ? V[F]
      : Stays<NonNullable<V[F]>, Fates[F]> | Extract<V[F], undefined>
    : never;
};
type Schemas = { readonly [T in EventType]: z.ZodType };

const told = <S extends Schemas>(schemas: S & { readonly [T in EventType]: InStep<z.output<S[T]>, Data<T>> }): S =>
  schemas;

export const EVENT_SCHEMAS = told({
  ...residentEvents,
  ...ladderEvents,
  ...handlingEvents,
  ...questionEvents,
  ...ruleEvents,
});
