/** The community document: its shape and its plain value. It names people, but holds no contact details: unknown fields are refused. */
import { z } from 'zod';
import type { PersonId, UnitId } from '../kernel/ids';
import { SEVERITIES, type Severity } from '../kernel/state';
import {
  idSchema,
  LANGS,
  nameSchema,
  textSchema,
  versionSchema,
  type Lang,
  type Text,
} from '../procedure/documents/words';
import { zoneSchema } from '../procedure/documents/zone';
import { LEVELS, type Level } from '../procedure/procedure';

export interface Unit {
  readonly id: UnitId;
  readonly level: Level;
  readonly name: Text;
  /** Only the root has none. */
  readonly parent?: UnitId;
  /** Id of the calendar of this unit and of everything below it, where it is not that of the place around. */
  readonly calendar?: string;
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  /** The language this person is told in. */
  readonly lang: Lang;
}

export interface Role {
  readonly id: string;
  readonly name: Text;
  /** Where this role exists. */
  readonly levels: readonly Level[];
}

/** A role at a unit, and who holds it, in the order in which they are named. */
export interface Post {
  readonly role: string;
  readonly unit: UnitId;
  readonly people: readonly PersonId[];
}

export interface Category {
  readonly id: string;
  readonly name: Text;
}

/** The first route whose conditions all hold wins; a route without conditions is the default. */
export interface Route {
  readonly category: readonly string[] | undefined;
  readonly severity: readonly Severity[] | undefined;
  readonly procedure: string;
}

export interface Community {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  /** IANA time zone in which people are told times, for example Asia/Shanghai. */
  readonly zone: string;
  /** Id of the calendar by which working time counts where no unit names another. */
  readonly calendar?: string;
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly roles: readonly Role[];
  readonly posts: readonly Post[];
  readonly categories: readonly Category[];
  readonly routing: readonly Route[];
}

export const communitySchema = z.strictObject({
  id: idSchema.describe('Stable id of the place.'),
  version: versionSchema.describe('Raise it with every change.'),
  name: textSchema.describe('What people call the place.'),
  zone: zoneSchema.describe('IANA name of the time zone in which people are told times, such as Asia/Shanghai.'),
  calendar: idSchema
    .optional()
    .describe('Working time counts by it; needed as soon as a procedure counts working time.'),
  units: z
    .array(
      z.strictObject({
        id: idSchema.describe('Stable id of the unit.'),
        level: z.enum(LEVELS).describe('How high it stands in the tree.'),
        name: textSchema.describe('What people call it.'),
        parent: idSchema.optional().describe('The unit around it; only the root has none.'),
        calendar: idSchema.optional().describe('Holds here and below, instead of that of the place around.'),
      }),
    )
    .min(1)
    .describe('The places, as one tree.'),
  people: z
    .array(
      z.strictObject({
        id: idSchema.describe('Stable id of the person; no name, no number.'),
        name: nameSchema.describe('As people are told it. Contact details never belong here.'),
        lang: z.enum(LANGS).describe('The language this person is told in.'),
      }),
    )
    .min(1)
    .describe('Everybody who holds a post.'),
  roles: z
    .array(
      z.strictObject({
        id: idSchema.describe('Stable id of the role, by which procedures name it.'),
        name: textSchema.describe('What people call it.'),
        levels: z.array(z.enum(LEVELS)).min(1).describe('Where the role exists.'),
      }),
    )
    .min(1)
    .describe('What people are here: on the ladder, beside it, or residents.'),
  posts: z
    .array(
      z.strictObject({
        role: idSchema.describe('Which role.'),
        unit: idSchema.describe('Where.'),
        people: z.array(idSchema).min(1).describe('Who holds it; the first named leads.'),
      }),
    )
    .min(1)
    .describe('Who holds a role where.'),
  categories: z
    .array(z.strictObject({ id: idSchema.describe('Stable id.'), name: textSchema.describe('What people call it.') }))
    .min(1)
    .describe('What a matter can be about.'),
  routing: z
    .array(
      z.strictObject({
        when: z
          .strictObject({
            category: z.array(idSchema).min(1).optional().describe('Any of these.'),
            severity: z.array(z.enum(SEVERITIES)).min(1).optional().describe('Any of these.'),
          })
          .optional()
          .describe('What has to hold; the last route has none, and is the default.'),
        procedure: idSchema.describe('Id of the procedure, whose newest version serves the matter.'),
      }),
    )
    .min(1)
    .describe('Which procedure serves a new matter: the first route that fits.'),
});

/** The engine's form of a document that passed the schema and the checks: only here do plain ids become branded. */
export function toCommunity({ calendar, ...document }: z.output<typeof communitySchema>): Community {
  return {
    ...document,
    ...(calendar === undefined ? {} : { calendar }),
    units: document.units as unknown as readonly Unit[],
    people: document.people as unknown as readonly Person[],
    posts: document.posts as unknown as readonly Post[],
    routing: document.routing.map(({ when, procedure }) => ({
      category: when?.category,
      severity: when?.severity,
      procedure,
    })),
  };
}

/** JSON Schema (draft 2020-12) of community.yaml, for editors. */
export const communityJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(communitySchema, { io: 'input' });
