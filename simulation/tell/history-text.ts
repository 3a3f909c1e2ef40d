/** A broken promise as a small history that a person can read: by which rules, what happened when, and what it led to. */
import type { Failure } from '../shrink/shrink';
import type { Turn } from '../trace';
import { rulesText } from './rules-text';
import { exactSpan, exactTime } from './span';
import { staffingText } from './staffing-text';
import type { HistoryWords } from './words';

export function historyText({ trace, broken }: Failure, words: HistoryWords): string {
  const lines = trace.turns.map((turn, index) => {
    const mark = index === broken.turn ? '>' : ' ';
    return `${mark} ${exactTime(turn.nowMs)}  ${asked(turn, words)}${looked(turn, words)} → ${cameOf(turn)}; ${next(turn, words)}`;
  });
  return [
    `${words.broken} ${broken.check}. ${broken.promise}`,
    `  ${broken.what}`,
    words.rules,
    ...rulesText(trace.rules, trace.report, words).map((line) => `  ${line}`),
    words.happened,
    ...lines,
    ...(trace.crash === null ? [] : [`> ${trace.crash}`]),
  ].join('\n');
}

const looked = ({ staffing }: Turn, words: HistoryWords): string =>
  staffing === null ? '' : ` ${words.looked(staffingText(staffing, words))}`;

function asked(
  { what, lead, found, command, wake, nowMs, receivedAtMs, id, outcome, before }: Turn,
  words: HistoryWords,
): string {
  if (wake !== null) return `${words.ladder}: ${wake.clock} ${exactTime(wake.atMs)}`;
  if (lead !== null)
    return `${lead.id}: ${[lead.stage, lead.outcome ?? '', `${words.tier} ${lead.tier}`].filter(Boolean).join(', ')}`;
  if (found !== null) return words.notTold(found.people.map(({ person }) => person).join(', ') || words.nobody);
  if (command === null) return what === 'engine' ? id : words.reports;
  const { type, by, ...more } = command;
  const waited = receivedAtMs < nowMs ? ` ${words.cameAt(exactTime(receivedAtMs))}` : '';
  const again = outcome === 'repeated' || (before?.recent.some((known) => known.id === id) ?? false);
  return `${by} ${type}${fields(more)}${waited}${again ? ` (${words.again} ${id})` : ''}`;
}

/** What a command says beyond who gives it; reasons and notes are left out. */
function fields(more: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(more).flatMap(([name, value]) => {
    if (name === 'reason' || name === 'note') return [];
    if (typeof value !== 'number')
      return [typeof value === 'string' ? value : `${name} ${(value as unknown[]).length}`];
    return [name.endsWith('AtMs') || name === 'untilMs' ? exactTime(value) : exactSpan(value)];
  });
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

const cameOf = ({ outcome, records }: Turn): string =>
  outcome === 'accepted' ? records.map(({ event }) => event.type).join(' + ') || '∅' : outcome;

function next({ after, next: wake }: Turn, words: HistoryWords): string {
  if (wake === undefined) return words.nothing;
  return `${words.tier} ${after.tier} ${after.stage}, ${words.next} ${wake.clock} ${exactTime(wake.atMs)}`;
}
