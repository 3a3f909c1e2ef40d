/** Puts the issues of a procedure that are under way under its newest version; shows first what that would change. */
import { notKnown } from '../../../domain/directory/not-known';
import { procedureName } from '../../../domain/procedure/procedure';
import { policiesInUse, readPolicies } from '../../../policies/read';
import type { Session } from '../session';
import { runMigration, type MigrationOptions } from './migration/run';

/**
 * Throws PROCEDURE_UNKNOWN, UNIT_UNKNOWN, ACTOR_MISSING, or what readPolicies and the SDK throw.
 * @returns 0, or 1 when something was refused
 */
export async function procedureMigrate(session: Session, id: string, options: MigrationOptions): Promise<number> {
  const documents = readPolicies(policiesInUse(session.io.env));
  const procedure = documents.current.get(id);
  if (procedure === undefined) throw notKnown('PROCEDURE_UNKNOWN', 'procedure', id, [...documents.current.keys()]);
  const policies = await session.withDirectory(documents);
  const unit = options.unit === undefined ? '' : ` --unit ${options.unit}`;
  return runMigration(
    session,
    {
      what: 'procedure',
      policies,
      rules: procedureName(procedure),
      wanted: () => ({ what: 'procedure', procedure: id }),
      concerns: ({ rules }) => rules.procedure === id,
      command: `doorstep procedure migrate ${id}${unit} --apply --as <person>`,
    },
    options,
  );
}
