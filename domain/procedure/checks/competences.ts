/**
 * Competences that a procedure asks and nobody holds: each such tier climbs at once, with an alarm. No mistake by itself, since
 * somebody may learn it tomorrow, but as a rule a slip of the pen.
 */
import type { Community } from '../../directory/community';
import { nearest } from '../documents/nearest';
import type { Procedure } from '../procedure';

export interface Unheld {
  readonly procedure: string;
  readonly file: string;
  /** As `tiers.grid-worker.competence`. */
  readonly field: string;
  readonly tag: string;
  /** What somebody holds and is written nearly the same. */
  readonly meant: string | undefined;
}

/** Of the procedures as given: of each only the newest version opens issues. */
export function unheldCompetences(
  { people }: Pick<Community, 'people'>,
  procedures: Iterable<Procedure>,
): readonly Unheld[] {
  const held = new Set(people.flatMap(({ competences = [] }) => competences.map(({ tag }) => tag)));
  return [...procedures].flatMap(({ id, source, tiers, parties = [] }) =>
    [...tiers.map((tier) => ['tiers', tier] as const), ...parties.map((party) => ['parties', party] as const)].flatMap(
      ([where, { key, competence = [] }]) =>
        competence
          .filter((tag) => !held.has(tag))
          .map((tag) => ({
            procedure: id,
            file: source,
            field: `${where}.${key}.competence`,
            tag,
            meant: nearest(tag, held),
          })),
    ),
  );
}
