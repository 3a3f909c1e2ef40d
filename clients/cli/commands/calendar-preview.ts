/** Which deadlines of issues under way a calendar moves: of a draft before anybody puts it in force, or of the one in force. */
import type { IssueState } from '../../../domain';
import type { Policies } from '../../../domain/procedure/policies';
import { policiesInUse } from '../../../policies/read';
import type { Session } from '../session';
import { policiesWith } from './migration/draft';
import { runMigration, type Migration, type MigrationOptions } from './migration/run';

/**
 * @param draft a calendar, a folder of calendars or of policies; those in use when left out
 * Throws what the documents and the SDK throw.
 */
export const calendarPreview = (
  session: Session,
  draft: string | undefined,
  options: MigrationOptions,
): Promise<number> => run(session, policiesWith(policiesInUse(session.io.env), draft), { ...options, apply: false });

/** By the calendars in use, which the engines have read. @returns 0, or 1 when something was refused */
export const calendarApply = (session: Session, options: MigrationOptions): Promise<number> =>
  run(session, policiesWith(policiesInUse(session.io.env), undefined), { ...options, apply: true });

async function run(session: Session, documents: Policies, options: MigrationOptions): Promise<number> {
  const policies = await session.withDirectory(documents);
  const migration: Migration = {
    what: 'calendar',
    policies,
    rules: [...policies.calendars.values()].map(({ time }) => time.name).join(', '),
    wanted: () => ({ what: 'calendar' }),
    concerns: (state: IssueState) => state.rules.workingTime !== undefined,
    command: `doorstep calendar apply${options.unit === undefined ? '' : ` --unit ${options.unit}`} --as <person>`,
  };
  return runMigration(session, migration, options);
}
