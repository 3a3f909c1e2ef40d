/** A procedure as a Mermaid state diagram: what the document says, for people who would rather see it. */
import type { Lang } from './documents/words';
import { formatSpan } from './documents/span';
import { formatTerm } from './documents/term';
import { drawWords, type DrawWords } from './draw-words';
import { procedureName, type Procedure, type ProcedureTier } from './procedure';

/** The text of a `stateDiagram-v2`; the same for the same document. */
export function draw(procedure: Procedure, lang: Lang): string {
  const words = drawWords[lang];
  const { tiers, extension, suspension, forceClose, confirmation } = procedure;
  const suspends = suspension.maximum > 0;
  const within = formatTerm(confirmation.within);
  const asks = [
    ...(extension.maximum > 0 ? [words.asks.extension(extension.maximum, formatTerm(extension.limit))] : []),
    ...(suspends ? [words.asks.suspension(suspension.maximum, formatSpan(suspension.limitMs))] : []),
    words.asks.forceClose,
  ];
  const lapses = [
    ...(extension.maximum > 0 ? [formatTerm(extension.decide)] : []),
    ...(suspends ? [formatTerm(suspension.decide)] : []),
    formatTerm(forceClose.decide),
  ];
  const lines = [
    'stateDiagram-v2',
    '  direction TB',
    '  [*] --> ladder' + label(words.reported),
    `  state "${text(`${procedure.name[lang]} · ${procedureName(procedure)}`)}" as ladder {`,
    '    [*] --> tier1',
    ...tiers.flatMap((tier, index) => drawTier(tier, index, tiers.length, lang).map((line) => `    ${line}`)),
    ...tiers
      .slice(0, -1)
      .map((tier, index) => `    tier${index + 1} --> tier${index + 2}` + label(climbs(tier, words))),
    '  }',
    state('asked', words.asked, ...asks),
    '  ladder --> asked' + label(words.request),
    '  asked --> ladder' + label(words.answered([...new Set(lapses)].join(' / '))),
    '  asked --> closed' + label(words.forceClosed),
    ...(suspends
      ? [
          state('suspended', words.suspended, words.suspendedUntil),
          '  asked --> suspended' + label(words.approved),
          '  suspended --> ladder' + label(words.resumed),
        ]
      : []),
    state('confirming', words.confirming, words.confirmWithin(within), ...reminders(confirmation.repeat, words)),
    '  ladder --> confirming' + label(words.handled(procedure.evidence.minimum)),
    '  confirming --> ladder' + label(words.disputed),
    '  confirming --> closed' + label(words.confirmed),
    state('closed', words.closed),
    '  closed --> ladder' + label(words.reopened(formatSpan(procedure.reopenWithinMs))),
    '  closed --> [*]',
  ];
  return lines.join('\n');
}

/** A tier is two states: nobody has it, somebody has it. */
function drawTier(tier: ProcedureTier, index: number, count: number, lang: Lang): readonly string[] {
  const words = drawWords[lang];
  const number = index + 1;
  const last = number === count;
  const [open, handling] = [`open${number}`, `handling${number}`];
  const every = formatTerm(tier.repeat.every);
  const once = last ? [] : reminders(tier.repeat, words);
  return [
    `state "${text(`${number} ${tier.name?.[lang] ?? tier.key} · ${tier.role} @ ${tier.level}`)}" as tier${number} {`,
    `  [*] --> ${open}`,
    `  ${state(open, words.open, words.acknowledgeWithin(formatTerm(tier.acknowledge)), ...once).trim()}`,
    `  ${state(handling, words.handling, words.handleWithin(formatTerm(tier.handle))).trim()}`,
    `  ${open} --> ${handling}` + label(words.acknowledge),
    ...(last ? [open, handling].map((name) => `  ${name} --> ${name}` + label(words.alerts(every))) : []),
    '}',
  ];
}

function climbs(tier: ProcedureTier, words: DrawWords): string {
  const called = tier.repeat.times + 1;
  return words.climbs(words.unanswered(called), formatTerm(tier.handle));
}

const reminders = ({ every, times }: ProcedureTier['repeat'], words: DrawWords): readonly string[] =>
  times === 0 ? [] : [words.reminders(times, formatTerm(every))];

const state = (id: string, ...lines: readonly string[]): string =>
  `  state "${lines.map(text).join('<br/>')}" as ${id}`;
const label = (words: string): string => ` : ${text(words)}`;

/** What would end a name or a label in Mermaid. */
const text = (words: string): string => words.replace(/["“”]/g, "'").replace(/[:;#{}\n]/g, ' ');
