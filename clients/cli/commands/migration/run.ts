/** One implementation of both: looks at every issue under way, shows what would change, and does it when asked to. */
import type { IssueRules, IssueState, PersonId, RulePart } from '../../../../domain';
import { repin } from '../../../../policies/repin';
import { rulesRequest, rulesThen, type RulesWanted } from '../../../../contracts/rules-request';
import { unitOf } from '../../../../domain/directory/directory';
import type { Policies } from '../../../../domain/procedure/policies';
import type { Session } from '../../session';
import { apply, type Applied } from './apply';
import { preview } from './preview';
import { migrateWords, surveyText } from './say';
import { add, countsOf, NOTHING_SEEN, openIssues, type Survey } from './survey';

export interface MigrationOptions {
  readonly unit?: string;
  readonly apply?: boolean;
  readonly reason?: string;
}

export interface Migration {
  readonly what: RulePart;
  /** The documents by which it is worked out. */
  readonly policies: Policies;
  /** `procedure@version`, or calendars. */
  readonly rules: string;
  readonly wanted: (state: IssueState) => RulesWanted;
  readonly concerns: (state: IssueState) => boolean;
  /** What to type to do it. */
  readonly command: string;
}

/** Something was refused: not an error of the command, and not a success either. */
const REFUSED = 1;

/** @returns 0, or 1 when something was to be changed and was refused */
export async function runMigration(session: Session, migration: Migration, options: MigrationOptions): Promise<number> {
  const doorstep = await session.doorstep();
  const words = migrateWords(session);
  const by = options.apply === true ? session.actor() : actorIfNamed(session);
  const order =
    by === undefined ? null : { what: migration.what, by, reason: options.reason ?? words.reason[migration.what] };
  const applied: Applied[] = [];
  let survey: Survey = NOTHING_SEEN;
  for await (const page of openIssues(doorstep)) {
    const found = look(
      page.filter((state) => concerns(migration, options, state)),
      migration,
      by,
    );
    survey = found.reduce(add, survey);
    if (options.apply !== true || order === null) continue;
    const changes = found.flatMap((one) => ('code' in one ? [] : [one]));
    applied.push(...(await apply(doorstep, changes, order, session.io.stopped)));
    if (session.io.stopped.aborted) break;
  }
  const refused = applied.filter(({ seq }) => seq === null);
  session.answer(
    {
      what: migration.what,
      rules: migration.rules,
      counts: countsOf(survey),
      changes: survey.changes,
      refused: survey.refused,
      ...(options.apply === true ? { applied, interrupted: session.io.stopped.aborted } : {}),
    },
    () => {
      const { what, rules } = migration;
      const text = [words.title({ what, rules }), '', ...surveyText(session, survey)];
      return [
        ...text,
        ...(options.apply === true ? appliedText(session, survey, applied) : [words.preview(migration.command)]),
      ].join('\n');
    },
  );
  return refused.length > 0 ? REFUSED : 0;
}

function appliedText(session: Session, { changes }: Survey, applied: readonly Applied[]): readonly string[] {
  const words = migrateWords(session);
  const refused = applied.filter(({ seq }) => seq === null);
  const unknown = refused.length > 0 && refused.every(({ code }) => code === 'NOTHING_CHANGES');
  return [
    ...refused.map(({ issue, code, message }) => `${issue} ${code ?? ''}: ${message ?? ''}`),
    words.applied({ done: applied.length - refused.length, of: changes.length, refused: refused.length }),
    ...(unknown ? [words.oldEngines] : []),
    ...(session.io.stopped.aborted ? [words.interrupted] : []),
  ];
}

function look(states: readonly IssueState[], migration: Migration, by: PersonId | undefined) {
  const nowMs = Date.now();
  const origin = { anchorMs: nowMs, startMs: nowMs };
  const then = (state: IssueState): IssueRules =>
    rulesThen(state, repin(migration.policies, rulesRequest(state, migration.wanted(state)), origin));
  return states.map((state) => preview(state, migration.what, by, then, nowMs));
}

/** `--unit` names a place with everything in it. */
function concerns({ concerns, policies }: Migration, { unit }: MigrationOptions, state: IssueState): boolean {
  if (!concerns(state)) return false;
  if (unit === undefined) return true;
  const at = unitOf(policies, unit).id;
  const around = policies.directory.above.get(state.report.unit) ?? [];
  return state.report.unit === at || around.some(({ id }) => id === at);
}

/** A preview needs nobody; whoever names themselves sees what they may. */
function actorIfNamed(session: Session): PersonId | undefined {
  try {
    return session.actor();
  } catch {
    return undefined;
  }
}
