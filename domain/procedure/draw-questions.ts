/** What may be asked for, who decides it, and what it means when nobody does. */
import { formatSpan } from './documents/span';
import { formatTerm } from './documents/term';
import { whenOf } from './draw-mermaid';
import type { DrawWords } from './draw-words';
import type { Quorum } from '../kernel/rules';
import type { Procedure, WrittenDecision } from './procedure';

/** A line each. */
export function asksOf(procedure: Procedure, words: DrawWords): readonly string[] {
  const { extension, suspension, forceClose } = procedure;
  const { asks } = words;
  const asked: readonly (readonly [string, WrittenDecision])[] = [
    ...(extension.maximum > 0
      ? [[asks.extension(extension.maximum, formatTerm(extension.limit)), extension] as const]
      : []),
    ...(suspension.maximum > 0
      ? [[asks.suspension(suspension.maximum, formatSpan(suspension.limitMs)), suspension] as const]
      : []),
    [asks.forceClose, forceClose],
    ...(procedure.return === undefined ? [] : [[asks.return, procedure.return] as const]),
    ...(procedure.void === undefined ? [] : [[asks.void, procedure.void] as const]),
  ];
  return asked.map(([line, decision]) => {
    const how = howDecided(decision, words);
    return [line, ...how].join(' · ');
  });
}

function howDecided(
  { remind, quorum, panels = [], onTimeout = 'lapse' }: WrittenDecision,
  words: DrawWords,
): readonly string[] {
  return [
    ...panels.map((panel) => words.agreed(manyOf(panel.quorum, words), panel.role)),
    ...(quorum === undefined ? [] : [words.agreed(manyOf(quorum, words), words.tierAbove)]),
    ...(remind === undefined ? [] : [words.decisionReminders(whenOf(remind, words))]),
    ...(onTimeout === 'lapse' ? [] : [words.silence[onTimeout]]),
  ];
}

function manyOf(quorum: Quorum, words: DrawWords): string {
  if ('count' in quorum) return words.people(quorum.count);
  return quorum.share === 1 ? words.all : `${Math.round(quorum.share * 100)}%`;
}
