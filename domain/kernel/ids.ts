/** Branded names: a person can't be passed where a unit is wanted. All are opaque, stable and free of personal data. */
declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

export type IssueId = Branded<string, 'IssueId'>;
export type PersonId = Branded<string, 'PersonId'>;
export type UnitId = Branded<string, 'UnitId'>;
export type CommandId = Branded<string, 'CommandId'>;
export type ApprovalId = Branded<string, 'ApprovalId'>;
/** Stable key of a party within a procedure. */
export type PartyKey = Branded<string, 'PartyKey'>;

/** Whether a value has the form of an id of a person, unit or approval; says nothing of whether there is such a one. */
export const isId = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9-]{1,64}$/.test(value);

/** A reporter without an account: an id for one report, which no directory holds, so that nobody else ever is its reporter. */
export const isGuest = (id: string): boolean => GUEST.test(id);
export const GUEST = /^guest-[0-9a-f]{32}$/;

/** An instant: milliseconds since 1970-01-01T00:00Z. Names of such values end in `AtMs` or are `nowMs`. */
export type Instant = number;
/** A span of time in milliseconds. Names of such values end in `Ms` without `At`. */
export type Span = number;
