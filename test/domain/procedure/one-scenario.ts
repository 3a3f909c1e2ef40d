/** One scenario of the default procedure, written as a person writes it. */
import { parseFixtures, readFixture } from '../../../domain/procedure/fixtures/parse';
import { runFixture } from '../../../domain/procedure/fixtures/run';
import type { Fixture } from '../../../domain/procedure/fixtures/scenario';
import type { Policies } from '../../../domain/procedure/policies';
import { policies } from './shipped';

/** @param rest the fields of the scenario; it begins in line 5, column 5 */
export const scenario = (rest: string, procedure = 'default'): string =>
  `procedure: ${procedure}
given: { reporter: resident-01, unit: oleaster-1, category: ${CATEGORIES[procedure] ?? 'lamps'}, at: 2026-03-02T09:00 }
scenarios:
  - name: one
    ${rest}
`;
const CATEGORIES: Readonly<Record<string, string>> = { joint: 'property', slow: 'greening' };

/** Each step in a line of its own, the first in line 6. */
export const stepsOf = (...steps: readonly string[]): string =>
  ['steps:', ...steps.map((step) => `- ${step}`)].join('\n      ');

export function parsed(text: string, among: Policies = policies): Fixture {
  const [fixture] = parseFixtures([{ path: 'f.yaml', text }], among);
  if (fixture === undefined) throw new Error('nothing was parsed');
  return fixture;
}

/** `line:column field: expected | found`. */
export const failuresOf = (text: string, among: Policies = policies): readonly string[] =>
  runFixture(parsed(text, among), among).results.flatMap(({ failures }) =>
    failures.map(
      ({ spot, field, clock, expected, found }) =>
        `${spot.line}:${spot.column} ${clock === undefined ? field : `${field} ${clock}`}: ${expected.join(', ')} | ${found.join(', ')}`,
    ),
  );

/** `line:column field reason`. */
export const problemsOf = (text: string, among: Policies = policies): readonly string[] =>
  readFixture({ path: 'f.yaml', text }, among).problems.map(
    ({ line, column, field, reason }) => `${line}:${column} ${field} ${reason}`,
  );
