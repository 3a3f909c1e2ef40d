/** The procedures of the place: which there are, whether their scenarios hold, and how they look. */
import { notKnown } from '../../../domain/directory/not-known';
import { draw } from '../../../domain/procedure/draw';
import { missed, type Coverage } from '../../../domain/procedure/fixtures/coverage';
import { parseFixtures } from '../../../domain/procedure/fixtures/parse';
import { runFixture, type FixtureResult } from '../../../domain/procedure/fixtures/run';
import type { Policies } from '../../../domain/procedure/policies';
import { countsWorkingTime, procedureName, type Procedure } from '../../../domain/procedure/procedure';
import { policiesInUse, readPolicies, readSource } from '../../../policies/read';
import { readFixtureSources } from '../../../policies/read-fixtures';
import type { Session } from '../session';
import { coverageText, fixtureText } from '../show/fixtures';
import { table } from '../show/table';
import { procedureWords } from './procedure-words';

/** Something does not hold: not an error of the command, and not a success either. */
const FAILED = 1;

export async function procedureList(session: Session): Promise<void> {
  const folder = folderOf(session);
  const policies = readPolicies(folder);
  const fixtures = parseFixtures(readFixtureSources(folder), policies);
  const rows = policies.procedures.map((procedure) => ({
    procedure: procedureName(procedure),
    name: procedure.name,
    tiers: procedure.tiers.map(({ key }) => key),
    time: countsWorkingTime(procedure) ? ('working' as const) : ('natural' as const),
    inForce: policies.current.get(procedure.id) === procedure,
    scenarios: isCurrent(policies, procedure)
      ? fixtures.filter((one) => one.procedure === procedure.id).flatMap(({ scenarios }) => scenarios).length
      : 0,
    file: procedure.source,
  }));
  session.answer({ procedures: rows }, () => {
    const words = procedureWords[session.lang];
    const { procedure, name, tiers, time, scenarios, file } = words.column;
    return table(
      [procedure, name, tiers, time, scenarios, file],
      rows.map((row) => [
        row.procedure,
        row.name[session.lang],
        row.tiers.join(' → '),
        words.time[row.time],
        String(row.scenarios),
        row.file,
      ]),
    );
  });
}

/**
 * Plays the scenarios of these files, else of every file in the folder's `fixtures/`. Needs no server.
 * Throws DoorstepError FIXTURE_INVALID or POLICIES_UNREADABLE, and what readPolicies throws.
 * @returns 0, or 1 when a scenario fails
 */
export async function procedureTest(
  session: Session,
  files: readonly string[],
  options: { readonly coverage?: boolean },
): Promise<number> {
  const folder = folderOf(session);
  const policies = readPolicies(folder);
  const sources = files.length === 0 ? readFixtureSources(folder) : files.map(readSource);
  const played = parseFixtures(sources, policies).map((fixture) => runFixture(fixture, policies));
  const unplayed =
    files.length > 0
      ? []
      : [...policies.current.values()].filter(({ id }) => !played.some(({ fixture }) => fixture.procedure === id));
  const covered = options.coverage === true ? coverageOf(policies, played) : [];
  const ok = played.every(({ results }) => results.every(({ failures }) => failures.length === 0));
  const value = {
    ok,
    fixtures: played.map((one) => fixtureValue(one)),
    unplayed: unplayed.map(procedureName),
    ...(options.coverage === true
      ? { missed: Object.fromEntries(covered.map(([procedure, left]) => [procedureName(procedure), left])) }
      : {}),
  };
  session.answer(value, () =>
    [
      ...(played.length === 0 ? [procedureWords[session.lang].noFixtures] : []),
      ...played.flatMap((one) => fixtureText(session, one)),
      ...unplayed.map((procedure) => procedureWords[session.lang].unplayed(procedureName(procedure))),
      ...covered.flatMap(([procedure, left]) => ['', ...coverageText(session, procedure, left)]),
    ].join('\n'),
  );
  return ok ? 0 : FAILED;
}

/** Prints a Mermaid diagram. Throws DoorstepError PROCEDURE_UNKNOWN. */
export async function procedureDraw(session: Session, id: string): Promise<void> {
  const { current } = readPolicies(folderOf(session));
  const procedure = current.get(id);
  if (procedure === undefined) throw notKnown('PROCEDURE_UNKNOWN', 'procedure', id, [...current.keys()]);
  const mermaid = draw(procedure, session.lang);
  session.answer({ procedure: procedureName(procedure), mermaid }, () => mermaid);
}

const folderOf = ({ io }: Session): string => policiesInUse(io.env);

const isCurrent = ({ current }: Policies, procedure: Procedure): boolean => current.get(procedure.id) === procedure;

const fixtureValue = (one: FixtureResult) => ({
  file: one.fixture.file,
  procedure: procedureName(one.procedure),
  scenarios: one.results.map(({ scenario, failures, timeline }) => ({
    name: scenario.name,
    line: scenario.spot.line,
    ok: failures.length === 0,
    failures: failures.map(({ spot, ...failure }) => ({ file: one.fixture.file, ...spot, ...failure })),
    ...(failures.length === 0 ? {} : { timeline }),
  })),
});

function coverageOf(policies: Policies, played: readonly FixtureResult[]) {
  const ids = new Set(played.map(({ fixture }) => fixture.procedure));
  return [...policies.current.values()].flatMap((procedure): readonly (readonly [Procedure, Coverage])[] => {
    if (!ids.has(procedure.id)) return [];
    const own = played.filter(({ fixture }) => fixture.procedure === procedure.id);
    const reached = own.map((one) => one.reached);
    return [[procedure, missed(procedure, reached)]];
  });
}
