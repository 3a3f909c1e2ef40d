/** The ladder: each tier is two states, nobody has it and somebody has it, and an arrow for every time that is over. */
import { formatTerm } from './documents/term';
import type { Lang } from './documents/words';
import { label, reminders, state, text, whenOf } from './draw-mermaid';
import { drawWords, type DrawWords } from './draw-words';
import { procedureName, type Procedure, type ProcedureTier } from './procedure';

export function drawLadder(procedure: Procedure, lang: Lang): readonly string[] {
  const words = drawWords[lang];
  const { tiers, total, again } = procedure;
  const numberOf = (key: string | undefined): number => tiers.findIndex((tier) => tier.key === key) + 1;
  return [
    `  state "${text(`${procedure.name[lang]} · ${procedureName(procedure)}`)}" as ladder {`,
    '    [*] --> tier1',
    ...tiers.flatMap((tier, index) => drawTier(tier, index, tiers.length, lang).map((line) => `    ${line}`)),
    ...tiers
      .slice(0, -1)
      .map(
        (tier, index) =>
          `    tier${index + 1} --> tier${numberOf(tier.then) || index + 2}` + label(climbs(tier, words)),
      ),
    ...(again === undefined || again.times === 0
      ? []
      : [`    tier${tiers.length} --> tier${numberOf(again.from)}` + label(words.again(again.times))]),
    ...(total === undefined
      ? []
      : [
          `  ${state('total', words.total(formatTerm(total.within)))}`,
          `    total --> tier${numberOf(total.to)}` + label(words.totalOver),
        ]),
    '  }',
  ];
}

function drawTier(tier: ProcedureTier, index: number, count: number, lang: Lang): readonly string[] {
  const words = drawWords[lang];
  const number = index + 1;
  const last = number === count;
  const [open, handling] = [`open${number}`, `handling${number}`];
  const every = formatTerm(tier.repeat.every);
  const once = last ? [] : reminders(tier.repeat, words);
  const expires = tier.acknowledgementExpires;
  return [
    `state "${text(`${number} ${tier.name?.[lang] ?? tier.key} · ${tier.role} @ ${tier.level}`)}" as tier${number} {`,
    `  [*] --> ${open}`,
    `  ${state(open, words.open, ...asks(tier, words), words.acknowledgeWithin(formatTerm(tier.acknowledge)), ...once).trim()}`,
    `  ${state(handling, words.handling, words.handleWithin(formatTerm(tier.handle)), ...warnings(tier, words)).trim()}`,
    `  ${open} --> ${handling}` + label(words.acknowledge),
    ...(expires === undefined ? [] : [`  ${handling} --> ${open}` + label(words.expires(formatTerm(expires)))]),
    ...(last ? [open, handling].map((name) => `  ${name} --> ${name}` + label(words.alerts(every))) : []),
    '}',
  ];
}

const asks = ({ competence }: ProcedureTier, words: DrawWords): readonly string[] =>
  competence === undefined ? [] : [words.competence(competence.join(' + '))];

function warnings({ warn }: ProcedureTier, words: DrawWords): readonly string[] {
  return warn === undefined ? [] : [words.warnings(whenOf(warn, words))];
}

function climbs(tier: ProcedureTier, words: DrawWords): string {
  const called = tier.repeat.times + 1;
  return (
    words.climbs(words.unanswered(called), formatTerm(tier.handle)) + (tier.notTold === undefined ? '' : words.notTold)
  );
}
