/** Whether a schema and a type of the rules say the same, field by field in both directions, as the compiler sees it. */

type Nothing = Record<never, never>;
/** A value as JSON has it: without brands and `readonly`, and with optional fields told apart from those that are always there. */
type Told<V> = V extends string
  ? Nothing extends Record<V, 1>
    ? string
    : V
  : V extends number | boolean | null | undefined
    ? V
    : V extends readonly [infer A, infer B]
      ? ['pair', Told<A>, Told<B>]
      : V extends readonly (infer E)[]
        ? ['list', Told<E>]
        : {
            -readonly [F in keyof V]-?: Nothing extends Pick<V, F> ? ['optional', Told<NonNullable<V[F]>>] : Told<V[F]>;
          };

/** `unknown` when they are the same, so that it asks nothing of a schema; else something that no schema is. */
export type InStep<Said, Meant> = [Told<Said>] extends [Told<Meant>]
  ? [Told<Meant>] extends [Told<Said>]
    ? unknown
    : { readonly schemaSaysMoreThan: Meant }
  : { readonly schemaDiffersFrom: Meant };
