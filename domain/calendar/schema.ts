/** The calendar document, version 1: what a file in policies/calendars/ may say. */
import { z } from 'zod';
import { idSchema, textSchema, versionSchema } from '../procedure/documents/words';
import { zoneSchema } from '../procedure/documents/zone';
import { DAY_HINT, parseDay } from './day';
import { HOURS_HINT, inOrder, OVERNIGHT, parseHours } from './hours';

/** Monday first, as in WorkingTime. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const must = (hint: string) => ({
  error: (issue: { readonly input?: unknown }) =>
    issue.input === undefined ? undefined : `must be ${hint}, not ${JSON.stringify(issue.input)}`,
});

const daySchema = z.string(must(DAY_HINT)).transform((text, context) => {
  const day = parseDay(text);
  if (day === undefined)
    context.addIssue({ code: 'custom', message: `must be ${DAY_HINT}, not ${JSON.stringify(text)}` });
  return day ?? 0;
});

const hoursSchema = z.string(must(HOURS_HINT)).transform((text, context) => {
  const hours = parseHours(text);
  if (hours === undefined)
    context.addIssue({ code: 'custom', message: `must be ${HOURS_HINT}, not ${JSON.stringify(text)}` });
  else if (!inOrder(hours)) context.addIssue({ code: 'custom', message: OVERNIGHT });
  return hours ?? ([0, 0] as const);
});
const dayHours = z.array(hoursSchema).max(24);

export const calendarSchema = z.strictObject({
  id: idSchema,
  version: versionSchema.describe('Raise it with every change; open issues keep theirs.'),
  name: textSchema,
  zone: zoneSchema.describe('IANA name of the time zone in which the hours are meant.'),
  'known-through': daySchema.describe(
    'The last day for which holidays are published; what falls due later is provisional.',
  ),
  week: z
    .strictObject(
      Object.fromEntries(WEEKDAYS.map((day) => [day, dayHours.optional()])) as Record<
        Weekday,
        z.ZodOptional<typeof dayHours>
      >,
    )
    .describe('Hours of each day of the week; a day left out has none.'),
  usual: dayHours
    .min(1)
    .optional()
    .describe(
      'Hours of a make-up workday, and how long a working day is; default: the first day of the week with hours.',
    ),
  holidays: z
    .array(z.strictObject({ from: daySchema, to: daySchema.optional(), name: textSchema }))
    .max(500)
    .default([])
    .describe('Days off, both ends included; a single day may leave `to` out.'),
  workdays: z.array(daySchema).max(500).default([]).describe('Make-up workdays: days off by the week that are worked.'),
  source: z.string().trim().min(1).max(500).describe('What the holidays rest on: the notice, its number and date.'),
});

export type CalendarDocument = z.output<typeof calendarSchema>;

/** JSON Schema (draft 2020-12) of a calendar file, for editors. */
export const calendarJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(calendarSchema, { io: 'input' });
