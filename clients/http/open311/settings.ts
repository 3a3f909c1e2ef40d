/** What Open311 needs to know of the place beyond its directory; read once from the environment. */
import { z } from 'zod';
import { personIdSchema } from '../../../contracts/commands';
import { settingsFrom } from '../../../contracts/settings';
import type { PersonId } from '../../../domain';
import { LANGS, type Lang } from '../../../domain/procedure/documents/words';

const settingsSchema = z.object({
  /** As clients name this place; the id of the community when left out. */
  DOORSTEP_OPEN311_JURISDICTION: z.string().min(1).max(200).optional(),
  /** In whose name a key that acts for others reports when it names no resident. */
  DOORSTEP_OPEN311_REPORTER: personIdSchema.default('open311' as PersonId),
  /** In which names and explanations are given. */
  DOORSTEP_OPEN311_LANG: z.enum(LANGS).default('zh'),
  /** `extended`: the statuses of FixMyStreet (in_progress, fixed, ...); `plain`: open and closed only. */
  DOORSTEP_OPEN311_STATUSES: z.enum(['extended', 'plain']).default('extended'),
  /** How people reach whoever runs this, and how a key is asked for; shown in the discovery document. */
  DOORSTEP_OPEN311_CONTACT: z.string().min(1).max(500).optional(),
  DOORSTEP_OPEN311_KEY_SERVICE: z.string().min(1).max(500).optional(),
  /** `test`: what is sent here is not acted upon. */
  DOORSTEP_OPEN311_TYPE: z.enum(['production', 'test']).default('production'),
});

export interface Open311Settings {
  readonly jurisdiction: string | undefined;
  readonly reporter: PersonId;
  readonly lang: Lang;
  readonly statuses: 'extended' | 'plain';
  readonly contact: string | undefined;
  readonly keyService: string | undefined;
  readonly type: 'production' | 'test';
}

/** Throws DoorstepError SETTING_INVALID naming every variable at fault. */
export function readOpen311Settings(env: NodeJS.ProcessEnv = process.env): Open311Settings {
  const data = settingsFrom(settingsSchema, env, 'Open311');
  return {
    jurisdiction: data.DOORSTEP_OPEN311_JURISDICTION,
    reporter: data.DOORSTEP_OPEN311_REPORTER,
    lang: data.DOORSTEP_OPEN311_LANG,
    statuses: data.DOORSTEP_OPEN311_STATUSES,
    contact: data.DOORSTEP_OPEN311_CONTACT,
    keyService: data.DOORSTEP_OPEN311_KEY_SERVICE,
    type: data.DOORSTEP_OPEN311_TYPE,
  };
}
