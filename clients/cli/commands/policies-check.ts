/** Judges the documents of a place without loading them anywhere. */
import { policiesFolder, readPolicies } from '../../../policies/read';
import { readRetention } from '../../../policies/retention';
import type { Session } from '../session';

/** Throws what readPolicies and readRetention throw: every problem with file, line, column and field. */
export async function policiesCheck(session: Session, given: string | undefined): Promise<void> {
  const folder = given ?? policiesFolder(session.io.env);
  const { community, procedures, directory } = readPolicies(folder);
  readRetention(folder);
  const facts = {
    folder,
    procedures: procedures.length,
    units: community.units.length,
    people: community.people.length,
    categories: directory.categories.size,
  };
  session.answer({ ok: true, ...facts, versions: procedures.map(({ id, version }) => `${id}@${version}`) }, () =>
    session.words.policiesFine(facts),
  );
}
