/** A community of one unit and one post, as a document would describe it. */
import { communitySchema } from '../../../domain/directory/community';
import { buildDirectory, type HasDirectory } from '../../../domain/directory/directory';
import { toCommunity } from '../../../domain/directory/to-community';
import type { Written } from './oracle';

const text = { zh: '此处', en: 'here' };

/** The role is `guard`, the unit `here`. @param others sections of the document that are to be others */
export function placeOf(
  zone: string,
  written: Written,
  others: (own: Sections) => Sections = () => ({}),
): HasDirectory {
  const own = sectionsOf(zone, written);
  return { directory: buildDirectory(toCommunity(communitySchema.parse({ ...own, ...others(own) }))) };
}

type Sections = Readonly<Record<string, unknown>>;

function sectionsOf(zone: string, { people, holders, layers, ...more }: Written) {
  const post = { role: 'guard', unit: 'here' };
  return {
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
  };
}
