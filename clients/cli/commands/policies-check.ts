/** Judges the documents of a place without loading them anywhere. */
import { unheldCompetences } from '../../../domain/procedure/checks/competences';
import { policiesFolder, readPolicies } from '../../../policies/read';
import { readRetention } from '../../../policies/retention';
import type { Session } from '../session';

/**
 * What is no mistake and yet nobody wants is said as a warning. Throws what readPolicies and readRetention throw: every problem
 * with file, line, column and field.
 */
export async function policiesCheck(session: Session, given: string | undefined): Promise<void> {
  const folder = given ?? policiesFolder(session.io.env);
  const { community, procedures, directory, current } = readPolicies(folder);
  readRetention(folder);
  const facts = {
    folder,
    procedures: procedures.length,
    units: community.units.length,
    people: community.people.length,
    categories: directory.categories.size,
  };
  const warnings = unheldCompetences(community, current.values());
  const versions = procedures.map(({ id, version }) => `${id}@${version}`);
  session.answer({ ok: true, ...facts, versions, warnings }, () =>
    [session.words.policiesFine(facts), ...warnings.map(session.words.competenceUnheld)].join('\n'),
  );
}
