/** A community of one unit and one post, as a document would describe it. */
import { communitySchema } from '../../../domain/directory/community';
import { buildDirectory, type HasDirectory } from '../../../domain/directory/directory';
import { toCommunity } from '../../../domain/directory/to-community';
import type { Written } from './oracle';

const text = { zh: '此处', en: 'here' };

/** The role is `guard`, the unit `here`. */
export function placeOf(zone: string, { people, holders, layers, ...more }: Written): HasDirectory {
  const post = { role: 'guard', unit: 'here' };
  const document = communitySchema.parse({
    id: 'somewhere',
    version: 1,
    name: text,
    // The zone is that of the unit: what is read by the clock of the community would be wrong.
    zone: 'Pacific/Auckland',
    units: [{ id: 'here', level: 'community', name: text, zone }],
    people: people.map((one) => ({ ...one, name: one.id, lang: 'en', zone })),
    roles: [{ id: 'guard', name: text, levels: ['community'] }],
    posts: [{ ...post, people: holders }],
    categories: [{ id: 'other', name: text }],
    routing: [{ procedure: 'default' }],
    rotations: layers.length === 0 ? [] : [{ ...post, layers }],
    overrides: more.overrides.map((one) => ({ ...post, ...one })),
    absences: more.absences,
    deputies: more.deputies,
  });
  return { directory: buildDirectory(toCommunity(document)) };
}
