/** A survey as people read it: the widest shifts first, then what it comes to. */
import type { Session } from '../../session';
import type { Clockface } from '../../show/time';
import { table } from '../../show/table';
import { migrateEn } from '../../words/migrate-en';
import { migrateZh } from '../../words/migrate-zh';
import type { MigrateWords } from '../../words/migrate';
import { shiftOf, type Preview } from './preview';
import { countsOf, moves, type Counts, type Survey } from './survey';

/** More are no reading any more. */
const SHOWN = 50;

export const migrateWords = ({ lang }: Session): MigrateWords => (lang === 'zh' ? migrateZh : migrateEn);

export function surveyText(session: Session, survey: Survey): readonly string[] {
  const words = migrateWords(session);
  const counts = countsOf(survey);
  const { open, same, changes } = counts;
  const refused = survey.refused.length;
  const largest = counts.largestShiftMs;
  return [
    ...changesText(session, words, survey.changes),
    ...unitsText(session, words, counts),
    ...refusedText(words, survey),
    words.looked({ open, same, changes, moves: counts.moves, refused }),
    ...(largest === 0 ? [] : [words.largest(shiftText(words, session.clock(), largest))]),
    ...noticesText(words, counts),
  ];
}

function changesText(session: Session, words: MigrateWords, changes: readonly Preview[]): readonly string[] {
  const telling = changes
    .filter((one) => moves(one) || one.joins.length + one.leaves.length > 0)
    .sort((a, b) => Math.abs(shiftOf(b)) - Math.abs(shiftOf(a)));
  if (telling.length === 0) return [];
  const { issue, unit, tier, deadline, shift, people } = words.column;
  const clock = session.clock();
  const rows = telling
    .slice(0, SHOWN)
    .map((one) => [
      one.issue,
      session.names().unit(one.unit),
      one.tier.from === one.tier.to ? one.tier.to : `${one.tier.from} → ${one.tier.to}`,
      deadlineText(session, words, one),
      shiftOf(one) === 0 ? '' : shiftText(words, clock, shiftOf(one)),
      peopleText(session, words, one),
    ]);
  return [
    table([issue, unit, tier, deadline, shift, people], rows),
    ...(telling.length > SHOWN ? [words.more(telling.length - SHOWN)] : []),
    '',
  ];
}

function deadlineText(session: Session, words: MigrateWords, { deadlines, left }: Preview): string {
  const clock = session.clock();
  const at = (atMs: number | null) => (atMs === null ? null : clock.local(atMs));
  return [
    ...deadlines.map((one) =>
      words.move({ clock: session.words.clock[one.clock], from: at(one.fromAtMs), to: at(one.toAtMs) }),
    ),
    ...left.map((one) =>
      words.left({ clock: session.words.clock[one.clock], from: clock.span(one.fromMs), to: clock.span(one.toMs) }),
    ),
  ].join('; ');
}

function peopleText(session: Session, words: MigrateWords, { joins, leaves }: Preview): string {
  const named = (people: readonly string[]) => people.map((id) => session.names().person(id)).join(', ');
  return [
    ...(joins.length === 0 ? [] : [words.joins(named(joins))]),
    ...(leaves.length === 0 ? [] : [words.leaves(named(leaves))]),
  ].join('; ');
}

const shiftText = (words: MigrateWords, clock: Clockface, shiftMs: number): string =>
  shiftMs > 0 ? words.later(clock.span(shiftMs)) : words.earlier(clock.span(-shiftMs));

function unitsText(session: Session, words: MigrateWords, { units }: Counts): readonly string[] {
  const rows = Object.entries(units).sort(([, a], [, b]) => b.moves - a.moves);
  if (rows.length < 2) return [];
  const { unit, moves: count, largest } = words.unitColumn;
  const clock = session.clock();
  return [
    table(
      [unit, count, largest],
      rows
        .slice(0, SHOWN)
        .map(([id, found]) => [
          session.names().unit(id),
          String(found.moves),
          found.largestShiftMs === 0 ? '' : shiftText(words, clock, found.largestShiftMs),
        ]),
    ),
    ...(rows.length > SHOWN ? [words.more(rows.length - SHOWN)] : []),
    '',
  ];
}

function refusedText(words: MigrateWords, { refused }: Survey): readonly string[] {
  if (refused.length === 0) return [];
  const { issue, code, why } = words.column;
  return [
    words.refused,
    table(
      [issue, code, why],
      refused.slice(0, SHOWN).map((one) => [one.issue, one.code, one.message]),
    ),
    ...(refused.length > SHOWN ? [words.more(refused.length - SHOWN)] : []),
    '',
  ];
}

function noticesText(words: MigrateWords, { notices }: Counts): readonly string[] {
  const all = Object.entries(notices);
  if (all.length === 0) return [];
  const count = all.reduce((sum, [, times]) => sum + times, 0);
  return [words.notices(count, all.map(([template, times]) => `${template} ${times}`).join(', '))];
}
