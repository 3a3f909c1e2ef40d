/** How a scenario failed, for the person who wrote it: what was expected, what was found, where, and what led to it. */
import type { Failure } from '../../../domain/procedure/fixtures/expect';
import type { ScenarioResult } from '../../../domain/procedure/fixtures/run';
import { NOBODY } from '../../../domain/procedure/fixtures/words';
import { plain } from './plain';
import { timelineText } from './scenario-timeline';
import { said, together, type Telling } from './scenario-words';

export const failedText = (results: readonly ScenarioResult[], telling: Telling): readonly string[] =>
  results.filter(({ failures }) => failures.length > 0).flatMap((result) => ['', ...scenarioText(result, telling)]);

const scenarioText = ({ scenario, failures, timeline }: ScenarioResult, telling: Telling): readonly string[] => [
  `✗ ${scenario.name}`,
  ...failures.flatMap((failure) => failureText(failure, telling)),
  `  ${telling.words.soFar(telling.zone)}`,
  ...timelineText(timeline, telling).map((line) => `    ${line}`),
];

function failureText({ field, spot, clock, expected, found }: Failure, telling: Telling): readonly string[] {
  const { words, file } = telling;
  const unordered = field === 'told' || field === 'told-at-least' || field === 'waits';
  const sides = unordered
    ? listSides(expected, found, field, telling)
    : [[words.expected, expected] as const, [words.found, found.length === 0 ? [words.nothing] : found] as const];
  const rows = sides.flatMap(([side, lines]) =>
    lines.map((line, index) => [index === 0 ? side : '', said(telling, field, line)]),
  );
  const about = clock === undefined ? words.field(field) : `${words.field(field)} ${words.clock(clock)}`;
  return [`  ${file}:${spot.line}:${spot.column} ${about}`, ...plain(rows).map((line) => `    ${line}`)];
}

/** Of lists without an order: what is missing, what was not expected, and what is as it should be. */
function listSides(
  expected: readonly string[],
  found: readonly string[],
  field: Failure['field'],
  { words }: Telling,
): readonly (readonly [string, readonly string[]])[] {
  const more = [...found];
  const [there, missing] = [[] as string[], [] as string[]];
  for (const line of expected) {
    const at = more.indexOf(line);
    (at < 0 ? missing : there).push(line);
    if (at >= 0) more.splice(at, 1);
  }
  return [
    [words.missing, together(missing)] as const,
    [field === 'told-at-least' ? words.found : words.unexpected, together(more)] as const,
    [words.asExpected, together(there)] as const,
    ...(expected.length === 0 ? [[words.expected, [NOBODY]] as const] : []),
    ...(found.length === 0 ? [[words.found, [NOBODY]] as const] : []),
  ].filter(([, lines]) => lines.length > 0);
}
