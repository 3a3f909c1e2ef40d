/** What happened in a scenario: when, what, by whom, and who was told. */
import { formatMoment } from '../../../domain/procedure/fixtures/moment';
import type { Entry } from '../../../domain/procedure/fixtures/play';
import { said, together, type Telling } from './scenario-words';
import { plain } from './plain';

/** Of a run of equal lines the first and the last are shown; the last tier is alerted for ever. */
const MOST_EQUAL = 3;

export function timelineText(timeline: readonly Entry[], telling: Telling): readonly string[] {
  const runs: string[][][] = [];
  for (const entry of timeline) {
    const row = entryRow(entry, telling);
    const run = runs.at(-1);
    if (run?.[0] !== undefined && run[0].slice(1).join('\0') === row.slice(1).join('\0')) run.push(row);
    else runs.push([row]);
  }
  const rows = runs.flatMap((run) =>
    run.length <= MOST_EQUAL
      ? run
      : [...run.slice(0, 1), ['', telling.words.again(run.length - 2), '', ''], ...run.slice(-1)],
  );
  return plain(rows);
}

function entryRow(entry: Entry, telling: Telling): string[] {
  const { words, zone } = telling;
  const at = formatMoment(entry.atMs, zone)
    .replace(/(?:Z|[+-]\d\d:\d\d)$/, '')
    .replace('T', ' ');
  const by = words.by(entry.by);
  if ('refused' in entry) return [at, words.refused(said(telling, 'does', entry.command), entry.refused.code), by, ''];
  const told = together(entry.told.map(({ person, template }) => `${person} ${template}`))
    .map((line) => said(telling, 'told', line))
    .join(', ');
  return [at, said(telling, 'events', entry.event), by, told === '' ? '' : words.told(told)];
}
