/** The rules of the place, to be read: procedures with their ladders, and working calendars. */
import { z } from 'zod';
import { after } from '../../../domain';
import { calendarDay, LONGEST_YEARS, yearsOf, type Calendar } from '../../../domain/calendar/calendar';
import { daysFrom, formatDay, parseDay } from '../../../domain/calendar/day';
import { formatHours } from '../../../domain/calendar/hours';
import { isProvisional, workingBetween } from '../../../domain/calendar/working-time';
import { notKnown } from '../../../domain/directory/not-known';
import { resolveTerm, termSchema } from '../../../domain/procedure/documents/term';
import { draw } from '../../../domain/procedure/draw';
import { countsWorkingTime, procedureName, type Procedure } from '../../../domain/procedure/procedure';
import type { Policies } from '../../../domain/procedure/policies';
import type { Routes } from '../app';
import { malformed } from '../problem';
import { allow, instantInQuery, instantSchema, problems, textInTwoLanguages } from './answers';

const DAY_MS = 86_400_000;

const calendarName = z
  .string()
  .regex(/^[a-z0-9-]{1,64}(@[1-9]\d{0,8})?$/, 'must be a calendar, or <calendar>@<version> as a list gives it');

const procedure = z
  .object({
    procedure: z.string().describe('`<id>@<version>`'),
    name: textInTwoLanguages,
    inForce: z.boolean().describe('Whether new issues are opened by this version.'),
    time: z.enum(['working', 'natural']),
    tiers: z.array(z.object({ key: z.string(), role: z.string(), level: z.string() })),
  })
  .meta({ id: 'Procedure' });
const drawn = procedure
  .extend({ mermaid: z.string().describe('A diagram of it (Mermaid).') })
  .meta({ id: 'ProcedureDrawn' });
const calendar = z
  .object({
    calendar: z.string().describe('`<id>@<version>`'),
    name: textInTwoLanguages,
    zone: z.string(),
    knownThrough: z
      .string()
      .describe('The last day for which holidays are published; deadlines after it are provisional.'),
    notice: z.string().describe('What the holidays rest on.'),
  })
  .meta({ id: 'Calendar' });
const month = calendar
  .extend({
    month: z.string(),
    days: z.array(
      z.object({
        day: z.string(),
        weekday: z.int().describe('0 is Monday.'),
        hours: z.array(z.string()),
        holiday: textInTwoLanguages.nullable(),
        makeUp: z.boolean(),
        provisional: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'CalendarMonth' });
const due = z
  .object({
    calendar: z.string(),
    term: z.string(),
    fromMs: instantSchema,
    dueMs: instantSchema,
    workedMs: z.int().describe('Working milliseconds between the two.'),
    provisional: z.boolean(),
  })
  .meta({ id: 'TermDue' });

export const procedureRoutes: Routes = (app, gateway) => {
  const policies = () => gateway.place.at(Date.now());
  const lang = z.enum(['zh', 'en']).default('en');

  app.route({
    method: 'GET',
    url: '/v1/procedures',
    config: { operation: 'procedures.read' },
    schema: {
      tags: ['procedures'],
      summary: 'Every version of every procedure that is there',
      response: { 200: z.object({ procedures: z.array(procedure) }).meta({ id: 'Procedures' }), ...problems() },
    },
    handler: async (request) => {
      await allow(gateway, request);
      const known = await policies();
      return { procedures: known.procedures.map((one) => told(known, one)) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/procedures/:procedure',
    config: { operation: 'procedures.read' },
    schema: {
      tags: ['procedures'],
      summary: 'One procedure with its diagram: the version in force, or the one that is named (`power@2`)',
      params: z.object({ procedure: z.string().max(80) }),
      querystring: z.object({ lang }),
      response: { 200: drawn, ...problems(400, 404) },
    },
    handler: async (request) => {
      await allow(gateway, request);
      const known = await policies();
      const { procedure: name } = request.params;
      const found = known.current.get(name) ?? known.procedures.find((one) => procedureName(one) === name);
      if (found === undefined)
        throw notKnown('PROCEDURE_UNKNOWN', 'procedure', name, known.procedures.map(procedureName));
      return { ...told(known, found), mermaid: draw(found, request.query.lang) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/calendars',
    config: { operation: 'calendars.read' },
    schema: {
      tags: ['calendars'],
      summary: 'The working calendars of the place',
      response: { 200: z.object({ calendars: z.array(calendar) }).meta({ id: 'Calendars' }), ...problems() },
    },
    handler: async (request) => {
      await allow(gateway, request);
      return { calendars: [...(await policies()).calendars.values()].map(headOf) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/calendars/:calendar',
    config: { operation: 'calendars.read' },
    schema: {
      tags: ['calendars'],
      summary: 'One month of a calendar, day by day',
      params: z.object({ calendar: calendarName }),
      querystring: z.object({
        month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be a month from 2000 to 2099 such as 2026-10'),
      }),
      response: { 200: month, ...problems(400, 404) },
    },
    handler: async (request) => {
      await allow(gateway, request);
      const found = calendarOf(await policies(), request.params.calendar);
      const first = parseDay(`${request.query.month}-01`);
      if (first === undefined)
        throw malformed('There is no such month.', [{ field: 'querystring.month', reason: 'is no month' }]);
      const [year = 0, number = 0] = request.query.month.split('-').map(Number);
      const days = daysFrom(first, Date.UTC(year, number, 1) / DAY_MS - 1).map((day) => calendarDay(found, day));
      return {
        ...headOf(found),
        month: request.query.month,
        days: days.map(({ day, weekday, hours, holiday, makeUp, provisional }) => ({
          day: formatDay(day),
          weekday,
          hours: hours.map(formatHours),
          holiday: holiday?.name ?? null,
          makeUp,
          provisional,
        })),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/calendars/:calendar/due',
    config: { operation: 'calendars.read' },
    schema: {
      tags: ['calendars'],
      summary: 'When a term falls due',
      params: z.object({ calendar: calendarName }),
      querystring: z.object({
        term: z.string().max(40).describe('`5wd`, `1wd 4wh` in working time; `2d`, `90m` in natural time.'),
        from: instantInQuery.optional(),
      }),
      response: { 200: due, ...problems(400, 404) },
    },
    handler: async (request) => {
      await allow(gateway, request);
      const found = calendarOf(await policies(), request.params.calendar);
      const { term: written, from: fromMs = Date.now() } = request.query;
      const parsed = termSchema.safeParse(written);
      const term = parsed.success ? resolveTerm(parsed.data, found.usualDayMs) : undefined;
      if (term === undefined || (term.time === 'working' && yearsOf(found, term.ms) > LONGEST_YEARS))
        throw malformed('The term can’t be used.', [
          { field: 'querystring.term', reason: 'must be a term such as 5wd, 4wh or 2d, of at most five years' },
        ]);
      const dueMs = after({ workingTime: found.time }, fromMs, term);
      return {
        calendar: found.time.name,
        term: written,
        fromMs,
        dueMs,
        workedMs: workingBetween(found.time, fromMs, dueMs),
        provisional: term.time === 'working' && isProvisional(found.time, dueMs),
      };
    },
  });
};

const told = ({ current }: Policies, one: Procedure) => ({
  procedure: procedureName(one),
  name: one.name,
  inForce: current.get(one.id) === one,
  time: countsWorkingTime(one) ? ('working' as const) : ('natural' as const),
  tiers: one.tiers.map(({ key, role, level }) => ({ key, role, level })),
});

const headOf = ({ time, name, zone, notice }: Calendar) => ({
  calendar: time.name,
  name,
  zone,
  knownThrough: formatDay(time.knownThroughDay),
  notice,
});

function calendarOf({ calendars }: Policies, id: string): Calendar {
  const found = calendars.get(id) ?? [...calendars.values()].find(({ time }) => time.name === id);
  if (found === undefined) throw notKnown('CALENDAR_UNKNOWN', 'calendar', id, [...calendars.keys()]);
  return found;
}
