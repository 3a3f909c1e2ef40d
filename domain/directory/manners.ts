/** How often, and how gathered, somebody wants to be told beyond the inbox. */
import { z } from 'zod';
import { CHANNELS, DAYS, type Channel } from './staffing';
import { minuteOfDay, timeOfDaySchema } from './written-time';

const BEYOND = CHANNELS.filter((channel) => channel !== 'inbox') as readonly Exclude<Channel, 'inbox'>[];
const PER = ['minute', 'hour', 'day'] as const;
const SPAN_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const satisfies Record<
  (typeof PER)[number],
  number
>;
/** Where nothing else is said, what is urgent may go out so many times as often. */
const URGENT_TIMES = 3;

/** Messages to one person on one channel within any span of this length. */
export interface Throttle {
  readonly atMost: number;
  readonly spanMs: number;
  /** The bound for what is of high or urgent severity; never lower than the other. */
  readonly urgent: number;
}
export type Throttles = Readonly<Partial<Record<Exclude<Channel, 'inbox'>, Throttle>>>;

/** What only tells, and what is of low severity, comes gathered at this time of day. */
export interface Digest {
  /** 0 is Monday; every day when left out. */
  readonly on?: number;
  /** By the clock of the person. */
  readonly atMinute: number;
}

/** Notices to one person that fall due together are one message. */
export interface Bundling {
  /** From so many on. */
  readonly from: number;
  /** How long the first waits for others. What is of high or urgent severity, and a call, never waits. */
  readonly withinMs: number;
}

export const USUAL_BUNDLING: Bundling = { from: 3, withinMs: 8_000 };

const throttleSchema = z
  .strictObject({
    atMost: z.int().min(1).max(10_000).describe('So many messages.'),
    per: z.enum(PER).describe('Within any span of this length.'),
    urgent: z
      .int()
      .min(1)
      .max(30_000)
      .optional()
      .describe('So many for what is of high or urgent severity; three times as many when left out.'),
  })
  .refine(({ atMost, urgent = atMost }) => urgent >= atMost, {
    path: ['urgent'],
    error: 'must not be lower than `atMost`, the bound for everything else',
  });

export const throttleFields = z
  .strictObject(
    Object.fromEntries(
      BEYOND.map((channel) => [channel, throttleSchema.optional().describe(`Messages by ${channel}.`)]),
    ) as Record<Exclude<Channel, 'inbox'>, z.ZodOptional<typeof throttleSchema>>,
  )
  .optional();

export const digestSchema = z
  .strictObject({
    every: z.enum(['day', 'week']).describe('How often.'),
    at: timeOfDaySchema.describe('By the clock of the person.'),
    on: z.enum(DAYS).optional().describe('Of a weekly digest: its day.'),
  })
  .refine(({ every, on }) => (every === 'week') === (on !== undefined), {
    path: ['on'],
    error: 'belongs to a weekly digest, which needs it, and to no daily one',
  })
  .optional()
  .describe(
    'What only tells, and what is of low severity, comes as one message a day or week, by e-mail, webhook or robot.',
  );

export const bundleSchema = z
  .strictObject({
    from: z.int().min(2).max(9).describe('So many notices to one person at once are one message; usually 3.'),
    within: z
      .int()
      .min(0)
      .max(600)
      .describe('Seconds for which a notice that can wait is held back for others; usually 8.'),
  })
  .optional()
  .describe('When notices to one person travel together.');

export function throttlesFrom(written: NonNullable<z.output<typeof throttleFields>>): Throttles {
  return Object.fromEntries(
    Object.entries(written).flatMap(([channel, throttle]) => {
      if (throttle === undefined) return [];
      const { atMost, per, urgent = atMost * URGENT_TIMES } = throttle;
      return [[channel, { atMost, spanMs: SPAN_MS[per], urgent }]];
    }),
  );
}

export const digestFrom = ({ at, on }: NonNullable<z.output<typeof digestSchema>>): Digest => ({
  atMinute: minuteOfDay(at),
  ...(on === undefined ? {} : { on: DAYS.indexOf(on) }),
});

export const bundlingFrom = ({ from, within }: NonNullable<z.output<typeof bundleSchema>>): Bundling => ({
  from,
  withinMs: within * 1_000,
});
