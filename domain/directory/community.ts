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
import { bundleSchema, digestSchema, throttleFields, type Bundling, type Digest, type Throttles } from './manners';
import type { Channel, ClockHours, Competence, Period, Staffing, Term } from './staffing';
import {
  channelsSchema,
  competencesSchema,
  holderSchema,
  periodFields,
  quietSchema,
  staffingFields,
} from './staffing-schema';

/** A unit exists for its period. */
export interface Unit extends Period {
  readonly id: UnitId;
  readonly level: Level;
  readonly name: Text;
  /** Only the root has none. */
  readonly parent?: UnitId;
  /** Id of the calendar of this unit and of everything below it, where it is not that of the place around. */
  readonly calendar?: string;
  /** IANA time zone here and below, where it is not that of the place around. */
  readonly zone?: string;
}

/** Somebody is there for their period. */
export interface Person extends Period {
  readonly id: PersonId;
  readonly name: string;
  /** The language this person is told in. */
  readonly lang: Lang;
  /** In order of preference; the inbox is served whether it is named or not. */
  readonly channels?: readonly Channel[];
  /** IANA time zone in which this person lives, where it is not that of the community. */
  readonly zone?: string;
  /** By the clock of the person. */
  readonly quiet?: readonly ClockHours[];
  readonly competences?: readonly Competence[];
  /** By channel; where the person says nothing that of the community holds. */
  readonly throttle?: Throttles;
  readonly digest?: Digest;
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
  /** Everybody who ever holds it by the document, each once; `communityAt` leaves those of an instant. */
  readonly people: readonly PersonId[];
  /** When each of them holds it; left out where everybody always does. */
  readonly terms?: readonly Term[];
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

export interface Community extends Staffing {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  /** IANA time zone in which people are told times, for example Asia/Shanghai. */
  readonly zone: string;
  /** Id of the calendar by which working time counts where no unit names another. */
  readonly calendar?: string;
  /** For everybody who says nothing else. */
  readonly throttle?: Throttles;
  readonly bundle?: Bundling;
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
  throttle: throttleFields.describe(
    'How many messages a person gets at most, by channel; without bound when left out.',
  ),
  bundle: bundleSchema,
  units: z
    .array(
      z.strictObject({
        id: idSchema.describe('Stable id of the unit.'),
        level: z.enum(LEVELS).describe('How high it stands in the tree.'),
        name: textSchema.describe('What people call it.'),
        parent: idSchema.optional().describe('The unit around it; only the root has none.'),
        calendar: idSchema.optional().describe('Holds here and below, instead of that of the place around.'),
        zone: zoneSchema.optional().describe('IANA time zone here and below, instead of that of the place around.'),
        ...periodFields,
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
        channels: channelsSchema,
        zone: zoneSchema.optional().describe('IANA time zone of this person, instead of that of the community.'),
        quiet: quietSchema,
        competences: competencesSchema,
        throttle: throttleFields.describe(
          'How many messages this person gets at most, instead of what the place says.',
        ),
        digest: digestSchema,
        ...periodFields,
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
        people: z.array(holderSchema).min(1).describe('Who holds it; the first named leads.'),
      }),
    )
    .min(1)
    .describe('Who holds a role where.'),
  ...staffingFields,
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

/** A document that passed the schema; its times are still as they were written. */
export type CommunityDocument = z.output<typeof communitySchema>;

/** JSON Schema (draft 2020-12) of community.yaml, for editors. */
export const communityJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(communitySchema, { io: 'input' });
