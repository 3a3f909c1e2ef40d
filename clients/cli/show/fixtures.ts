/** What a round of scenarios comes to: which files hold, how the others fail, and what no scenario reaches. */
import { ASPECTS, type Aspect, type Coverage } from '../../../domain/procedure/fixtures/coverage';
import type { FixtureResult } from '../../../domain/procedure/fixtures/run';
import { procedureName, type Procedure } from '../../../domain/procedure/procedure';
import { procedureWords } from '../commands/procedure-words';
import type { Session } from '../session';
import { failedText } from './scenario';
import { said } from './scenario-words';
import { plain } from './plain';

export function fixtureText(session: Session, { fixture, procedure, results }: FixtureResult): readonly string[] {
  const words = procedureWords[session.lang];
  const { file, zone } = fixture;
  const scenarios = results.length;
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const facts = { file, procedure: procedureName(procedure), scenarios };
  if (failed === 0) return [words.holds(facts)];
  return [words.fails({ ...facts, failed }), ...failedText(results, { words, lang: session.lang, zone, file }), ''];
}

/** The field of a fixture whose words an aspect uses. */
const FIELD: Readonly<Record<Aspect, string>> = {
  tiers: 'tier',
  stages: 'stage',
  clocks: 'due',
  commands: 'does',
  events: 'events',
  templates: 'told',
  outcomes: 'outcome',
};

export function coverageText(session: Session, procedure: Procedure, left: Coverage): readonly string[] {
  const words = procedureWords[session.lang];
  const rows = ASPECTS.flatMap((aspect) =>
    left[aspect].length === 0
      ? []
      : [[words.aspect[aspect], left[aspect].map((name) => said(session, FIELD[aspect], name)).join(', ')]],
  );
  if (rows.length === 0) return [words.covered(procedureName(procedure))];
  return [words.uncovered(procedureName(procedure)), ...plain(rows).map((line) => `  ${line}`)];
}
