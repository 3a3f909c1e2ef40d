/** The shape of what the community document says of who is there when. */
import { z } from 'zod';
import { idSchema } from '../procedure/documents/words';
import { ABSENCES, CHANNELS, DAYS, EVERY } from './staffing';
import { endOfSpanSchema, localTimeSchema, timeOfDaySchema, timeSchema } from './written-time';

const MOST = 1_000;

/** `from` is included, `until` is not. */
export const periodFields = {
  from: timeSchema.optional().describe('From then on; always when left out.'),
  until: timeSchema.optional().describe('No longer at this instant; without end when left out.'),
};

const hoursSchema = z.strictObject({
  days: z
    .array(z.enum(DAYS))
    .min(1)
    .optional()
    .describe('Days of the week on which these hours begin; every day when left out.'),
  from: timeOfDaySchema.describe('By the local clock.'),
  to: endOfSpanSchema.describe('By the local clock; of the next day when it is not later than `from`.'),
});

export const channelsSchema = z
  .array(z.enum(CHANNELS))
  .min(1)
  .optional()
  .describe('In order of preference; the inbox is always served. Addresses never belong here.');

export const quietSchema = z
  .array(hoursSchema)
  .min(1)
  .max(20)
  .optional()
  .describe('Hours in which this person is told only what can not wait, by the clock of the person.');

export const competencesSchema = z
  .array(
    z.strictObject({
      tag: idSchema.describe('What the person can or may do.'),
      until: timeSchema.optional().describe('When that expires; never when left out.'),
    }),
  )
  .min(1)
  .optional()
  .describe('What this person can or may do.');

/** Somebody of a post: an id, or an id with the time for which it is held. */
export const holderSchema = z.union([idSchema, z.strictObject({ id: idSchema.describe('Who.'), ...periodFields })], {
  error: 'must be the id of a person, or { id, from, until } for somebody who holds it for a time',
});

const everySchema = z
  .strictObject(
    Object.fromEntries(
      EVERY.map((unit) => [unit, z.int().min(1).max(MOST).optional().describe(`Every so many ${unit}.`)]),
    ) as Record<(typeof EVERY)[number], z.ZodOptional<z.ZodInt>>,
  )
  .refine((every) => Object.keys(every).length === 1, { error: `must name one of ${EVERY.join(', ')}` })
  .describe('How long a turn is: one of hours (elapsed), days, weeks, months (by the local calendar).');

const layerSchema = z.strictObject({
  people: z.array(idSchema).min(1).describe('Who takes turns, the first one first.'),
  every: everySchema,
  start: localTimeSchema.describe(
    'The first hand-over, by the clock of the unit; its time of day is that of all others.',
  ),
  hours: z.array(hoursSchema).min(1).max(50).optional().describe('Only in these hours; always when left out.'),
});

const post = {
  role: idSchema.describe('Which role.'),
  unit: idSchema.describe('Where.'),
};

/** The sections; a document may leave out any. */
export const staffingFields = {
  absences: z
    .array(
      z.strictObject({
        person: idSchema.describe('Who is away.'),
        from: timeSchema.describe('From then on.'),
        until: timeSchema.optional().describe('Back at this instant; nobody knows when it is left out.'),
        kind: z.enum(ABSENCES).optional().describe('Why, as far as others need to know; default: other.'),
      }),
    )
    .optional()
    .describe('Who is away when.'),
  deputies: z
    .array(
      z.strictObject({
        person: idSchema.describe('Who is stood in for while away.'),
        deputy: idSchema.describe('Who stands in.'),
        ...periodFields,
      }),
    )
    .optional()
    .describe('Who stands in for whom; of several the first who is there.'),
  rotations: z
    .array(
      z.strictObject({
        ...post,
        layers: z
          .array(layerSchema)
          .min(1)
          .max(20)
          .describe('A later layer wins over an earlier one while it has somebody.'),
      }),
    )
    .optional()
    .describe('Who of a post is on duty when; everybody of it where there is none.'),
  overrides: z
    .array(
      z.strictObject({
        ...post,
        person: idSchema.describe('Who is on duty.'),
        from: timeSchema.describe('From then on.'),
        until: timeSchema.describe('No longer at this instant.'),
        instead: idSchema.optional().describe('Only whenever this person would be; always when left out.'),
      }),
    )
    .optional()
    .describe('Exceptions for a time; of several the last one wins.'),
};
