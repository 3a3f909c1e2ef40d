/** What many events hold: instants, people, clocks and posts. */
import { z } from 'zod';
import { CLOCKS, type Clock, type PausedClock } from '../../domain/kernel/clock';
import type { Hop, Posted } from '../../domain/kernel/staffing';
import type { ApprovalPanel, Part } from '../../domain/kernel/state';
import type { InStep } from './in-step';

/** Schemas that documents keep under a name of their own and refer to. */
export const NAMED = new Map<string, z.ZodType>();

/** @param id its name in documents; the schema has to say what the type says */
export const named =
  <Meant>() =>
  <S extends z.ZodType>(id: string, schema: S & InStep<z.output<S>, Meant>): S => {
    NAMED.set(id, schema);
    return schema;
  };

export const instant = z.int().min(0).describe('Milliseconds since 1970-01-01T00:00Z.');
export const span = z.int().min(0).describe('Milliseconds.');
export const count = z.int().min(0);
export const tier = z.int().min(1).describe('A rung of the ladder; 1 is the first.');
export const round = count.describe('How often a clock was called out before.');
export const person = z.string().describe('The id of a person.');
export const people = z.array(person);
export const issue = z.string().describe('The id of an issue.');
export const unit = z.string().describe('The id of a unit.');
export const party = z.string().describe('A party of the procedure: a unit beside the ladder.');
export const approval = z.string().describe('The question, by its id within the issue.');
export const by = person.describe('Who acted.');
/** Of what also happens by itself. */
export const byOrNobody = person.describe('Who acted; absent when it happened by itself.').exactOptional();
export const inWhosePlace = person.describe('In whose place, if a deputy acted.').exactOptional();
export const firedAt = instant.describe('The instant that fell due, in milliseconds since 1970-01-01T00:00Z.');
export const decidedAt = instant.describe('When it was decided, in milliseconds since 1970-01-01T00:00Z.');
export const sign = z.int().describe('Milliseconds.');

export const time = z
  .enum(['natural', 'working'])
  .describe('natural: every second counts. working: only the working hours of the place.');
export const term = z.object({ ms: span, time });

const charge = z.object({
  why: z.enum(['term', 'suspension', 'dispatch', 'waiting', 'extension', 'calendar', 'procedure', 'priority']),
  atMs: instant,
  ms: sign.describe('Milliseconds, in the time of the clock; negative when the deadline came nearer.'),
  dueAtMs: instant.describe('The deadline after it, in milliseconds since 1970-01-01T00:00Z.'),
  termMs: span.describe('The term from then on.').exactOptional(),
  graceMs: span.describe('Given because the time would have been over already.').exactOptional(),
});
export const clock = named<Clock>()(
  'Clock',
  z
    .object({
      sinceMs: instant,
      dueAtMs: instant.describe('The deadline, or the next call after it.'),
      round,
      time,
      charges: z.array(charge).describe('How the deadline came about.'),
      warnAtMs: z.array(instant).describe('Warnings that are still to come, the earliest first.').exactOptional(),
    })
    .describe('A running clock.'),
);
export const pausedClock = named<PausedClock>()(
  'PausedClock',
  z
    .object({ clock, pausedAtMs: instant, leftMs: span.describe('What was left of it, in its own time.') })
    .describe('A clock that stands still.'),
);
export const clocks = z.object(
  Object.fromEntries(CLOCKS.map((name) => [name, clock.exactOptional()])) as {
    readonly [N in (typeof CLOCKS)[number]]: z.ZodExactOptional<typeof clock>;
  },
);
export const clockName = z.enum(CLOCKS);
export const stopped = z.object({ acknowledge: pausedClock.nullable(), handle: pausedClock.nullable() });

export const hop = named<Hop>()(
  'HopOfEvent',
  z
    .object({
      why: z.enum([
        'override',
        'rotation',
        'whole-post',
        'off-duty',
        'absent',
        'left',
        'not-competent',
        'deputy',
        'next-on-duty',
        'nobody',
      ]),
      person: person.exactOptional(),
      for: person.describe('Whose place it is.').exactOptional(),
      untilMs: instant.exactOptional(),
    })
    .describe('A step on the way from a post to the people who are called.'),
);

/** Fields of a role at a unit, and of what is one and more. */
export const postFields = {
  role: z.string(),
  unit,
  competence: z.array(z.string()).describe('Whoever is called has to hold all of these.').exactOptional(),
  people: people.describe('Who may act for it.'),
  called: people
    .describe('Who of them is told: everybody when absent, and nobody is there when empty.')
    .exactOptional(),
  hops: z.array(hop).describe('How those who are called were found.').exactOptional(),
} as const;
export const post = named<Posted>()('Post', z.object(postFields).describe('A role at a unit, and who fills it.'));

export const panel = named<ApprovalPanel>()(
  'ApprovalPanel',
  z.object({ people, need: z.int().min(1).describe('How many of them have to agree.') }),
);
export const part = named<Part>()(
  'Part',
  z
    .object({
      party,
      by: person.describe('Who summoned it.'),
      reportIn: clock.nullable(),
      reportedInBy: person.nullable(),
      handle: clock.nullable(),
      finishedBy: person.nullable(),
    })
    .describe('What a summoned party does.'),
);
