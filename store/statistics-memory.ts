/** What the statistics have to remember of an issue between its events. Plain JSON; what there is nothing of is absent. */
import type { Clock, Instant, IssueEvent } from '../domain';

export interface IssueMemory {
  readonly seq: number;
  /** The procedure that the issue opened under. */
  readonly procedure: string;
  readonly tier: number;
  /** The first deadline of the tier or party on duty; null once it is answered. Reminders do not move it. */
  readonly acknowledgeDueAtMs: Instant | null;
  readonly handleDueAtMs: Instant | null;
  readonly more: More;
}

export interface More {
  /** A party has it. */
  readonly party?: true;
  /** It climbed with its lead, and nobody was called for that yet. */
  readonly climbed?: true;
  readonly verifyDueAtMs?: Instant;
  readonly checkDueAtMs?: Instant;
  readonly answerDueAtMs?: Instant;
  /** Over all tiers; after it has rung the deadline that passed. */
  readonly totalDueAtMs?: Instant;
  /** It was handled after that. */
  readonly totalLate?: true;
  /** To report in, and to finish, of each party with an open part. */
  readonly parts?: Readonly<Record<string, readonly [reportIn: Instant, part: Instant]>>;
}

type Event<T extends IssueEvent['type']> = Extract<IssueEvent, { type: T }>;
type Clocks = { readonly acknowledge?: Clock; readonly handle?: Clock };

export const started = (seq: number, procedure: string, event: Event<'opened'>): IssueMemory =>
  onDuty(
    withMore(
      { seq, procedure, tier: 1, acknowledgeDueAtMs: null, handleDueAtMs: null, more: {} },
      { verifyDueAtMs: event.verify?.dueAtMs, ...countsTotal(event.total) },
    ),
    1,
    event,
  );

export const onDuty = (memory: IssueMemory, tier: number, { acknowledge, handle }: Clocks): IssueMemory => ({
  ...memory,
  tier,
  acknowledgeDueAtMs: acknowledge?.dueAtMs ?? null,
  handleDueAtMs: handle?.dueAtMs ?? null,
});

/** @param anew whoever has it now answers for the first time; a tier to which it came back answered when it dispatched it */
export const handedOver = (memory: IssueMemory, { acknowledge, handle }: Clocks, anew: boolean): IssueMemory => ({
  ...memory,
  acknowledgeDueAtMs: anew ? (acknowledge?.dueAtMs ?? null) : null,
  handleDueAtMs: handle?.dueAtMs ?? null,
});

/** Where the event says that it runs, from then on to this deadline. */
export const countsTotal = (total: Clock | undefined): Pick<More, 'totalDueAtMs'> =>
  total === undefined ? {} : { totalDueAtMs: total.dueAtMs };

/** Undefined forgets. */
export function withMore(
  memory: IssueMemory,
  change: { readonly [F in keyof More]?: More[F] | undefined },
): IssueMemory {
  const known = Object.entries({ ...memory.more, ...change }).filter(([, value]) => value !== undefined);
  return { ...memory, more: Object.fromEntries(known) };
}

export function withPart(
  memory: IssueMemory,
  party: string,
  dues: readonly [reportIn: Instant, part: Instant] | undefined,
): IssueMemory {
  const { [party]: _before, ...others } = memory.more.parts ?? {};
  const parts = dues === undefined ? others : { ...others, [party]: dues };
  return withMore(memory, { parts: Object.keys(parts).length === 0 ? undefined : parts });
}

/** Deadlines that still were to come are those of the new rules; what has passed has passed. */
export function recharged(
  memory: IssueMemory,
  { tier, clocks, totalPaused, parts }: Event<'rules-changed'>,
): IssueMemory {
  const moved = <T extends Instant | null | undefined>(clock: Clock | undefined, before: T): T | Instant =>
    clock === undefined || clock.round > 0 || before === null || before === undefined ? before : clock.dueAtMs;
  const { more } = memory;
  const total = clocks.total ?? totalPaused?.clock;
  const open = (parts ?? []).filter(({ finishedBy }) => finishedBy === null);
  const others = Object.fromEntries(
    open.flatMap(({ party, reportIn, handle }) => {
      const before = more.parts?.[party];
      if (before === undefined) return [];
      return [[party, [moved(reportIn ?? undefined, before[0]), moved(handle ?? undefined, before[1])]] as const];
    }),
  );
  return {
    ...withMore(memory, {
      verifyDueAtMs: moved(clocks.verify, more.verifyDueAtMs),
      checkDueAtMs: moved(clocks.check, more.checkDueAtMs),
      answerDueAtMs: moved(clocks.answer, more.answerDueAtMs),
      totalDueAtMs: total === undefined ? more.totalDueAtMs : total.dueAtMs,
      parts: more.parts === undefined ? undefined : { ...more.parts, ...others },
    }),
    tier,
    acknowledgeDueAtMs: moved(clocks.acknowledge, memory.acknowledgeDueAtMs),
    handleDueAtMs: moved(clocks.handle, memory.handleDueAtMs),
  };
}
