/** Who is on duty, where nobody will be, and a person's duty for the calendar in their pocket. */
import { z } from 'zod';
import { calendarFeed } from '../../../domain/duty/calendar-feed';
import { coverageIn, dutyIn, shiftsIn } from '../../sdk/duty/answers';
import type { Routes } from '../app';
import { allow, idInPath, instantInQuery, instantSchema, problems } from './answers';
import { numberInQuery } from './in-query';

const WEEK_MS = 7 * 86_400_000;
/** Comma-separated, each once and in order, as a procedure has them. */
const competence = z
  .string()
  .regex(/^[a-z0-9-]{1,64}(?:,[a-z0-9-]{1,64}){0,9}$/)
  .transform((tags): readonly string[] => [...new Set(tags.split(','))].sort())
  .describe('Tags, comma-separated: only who holds all of them; everybody when left out.');
const weeks = numberInQuery(1, 26).default(4).describe('How many weeks ahead.');

const hop = z
  .object({
    why: z
      .string()
      .describe(
        'override, rotation, whole-post, off-duty, absent, left, not-competent, deputy, next-on-duty, nobody, …',
      ),
    person: z.string().optional(),
    for: z.string().optional().describe('Whose place it is.'),
    untilMs: instantSchema.optional(),
  })
  .meta({ id: 'Hop' });
const duty = z
  .object({
    role: z.string(),
    unit: z.string(),
    atMs: instantSchema,
    people: z.array(z.string()).describe('Empty when nobody is on duty.'),
    hops: z.array(hop).describe('How they were found, step by step.'),
    untilMs: instantSchema.nullable().describe('When others will be; null when that is not so for 400 days.'),
  })
  .meta({ id: 'Duty' });
const gap = z
  .object({
    role: z.string(),
    unit: z.string(),
    competence: z
      .array(z.string())
      .optional()
      .describe('Somebody is on duty, and nobody who has all of these; left out where nobody is.'),
    fromMs: instantSchema,
    untilMs: instantSchema,
    why: z.enum(['off-duty', 'absent', 'left', 'not-competent', 'vacant']),
    missing: z.array(z.string()).describe('Who would have been on duty.'),
  })
  .meta({ id: 'CoverageGap' });
const coverage = z
  .object({
    ok: z.boolean(),
    cells: z.int().describe('Roles at units that have to be covered.'),
    fromMs: instantSchema,
    untilMs: instantSchema,
    gaps: z.array(gap),
  })
  .meta({ id: 'Coverage' });
const shift = z
  .object({
    role: z.string(),
    unit: z.string(),
    fromMs: instantSchema.nullable(),
    untilMs: instantSchema.nullable(),
    why: z.string(),
    for: z.string().optional(),
  })
  .meta({ id: 'Shift' });

export const dutyRoutes: Routes = (app, gateway) => {
  const policies = () => gateway.place.at(Date.now());

  app.route({
    method: 'GET',
    url: '/v1/duty',
    config: { operation: 'duty.read' },
    schema: {
      tags: ['duty'],
      summary: 'Who is on duty for a role at a unit, why, and until when',
      querystring: z.object({
        role: idInPath,
        unit: idInPath,
        at: instantInQuery.optional(),
        competence: competence.optional(),
      }),
      response: { 200: duty, ...problems(400, 404) },
    },
    handler: async (request) => {
      const { role, unit, at: atMs = Date.now(), competence: asked } = request.query;
      await allow(gateway, request, { unit });
      const post = { role, unit, ...(asked === undefined ? {} : { competence: asked }) };
      const { people, hops, ...found } = dutyIn(await policies(), post, atMs);
      return { ...found, people: [...people], hops: [...hops] };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/duty/coverage',
    config: { operation: 'duty.read' },
    schema: {
      tags: ['duty'],
      summary: 'Where nobody will be on duty in the coming weeks',
      querystring: z.object({ weeks }),
      response: { 200: coverage, ...problems(400) },
    },
    handler: async (request) => {
      await allow(gateway, request);
      const { gaps, ...found } = coverageIn(await policies(), Date.now(), request.query.weeks);
      const shown = gaps.map(({ competence: tags, missing, ...one }) => ({
        ...one,
        ...(tags === undefined ? {} : { competence: [...tags] }),
        missing: [...missing],
      }));
      return { ...found, gaps: shown };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/people/:person/shifts',
    config: { operation: 'duty.read' },
    schema: {
      tags: ['duty'],
      summary: 'When a person is on duty in the coming weeks',
      params: z.object({ person: idInPath }),
      querystring: z.object({ weeks }),
      response: { 200: z.object({ shifts: z.array(shift) }).meta({ id: 'Shifts' }), ...problems(400, 404) },
    },
    handler: async (request) => {
      const { person } = request.params;
      await allow(gateway, request, { person });
      return { shifts: [...shiftsIn(await policies(), person, Date.now(), request.query.weeks)] };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/people/:person/duty.ics',
    config: { operation: 'duty.read' },
    schema: {
      tags: ['duty'],
      summary: 'The same as an iCalendar feed (RFC 5545)',
      params: z.object({ person: idInPath }),
      querystring: z.object({ weeks }),
      produces: ['text/calendar'],
      response: { 200: z.string().describe('text/calendar'), ...problems(400, 404) },
    },
    handler: async (request, reply) => {
      const { person } = request.params;
      await allow(gateway, request, { person });
      const nowMs = Date.now();
      const feed = calendarFeed(await policies(), person, nowMs, nowMs + request.query.weeks * WEEK_MS);
      return reply
        .type('text/calendar; charset=utf-8')
        .serializer((text: unknown) => String(text))
        .send(feed);
    },
  });
};
