/** A procedure as a Mermaid state diagram: what the document says, for people who would rather see it. */
import type { Lang } from './documents/words';
import { formatSpan } from './documents/span';
import { formatTerm } from './documents/term';
import { drawBeside } from './draw-beside';
import { drawLadder } from './draw-ladder';
import { item, label, reminders, state } from './draw-mermaid';
import { asksOf } from './draw-questions';
import { drawWords } from './draw-words';
import { askable, type Procedure } from './procedure';

/** The text of a `stateDiagram-v2`; the same for the same document. */
export function draw(procedure: Procedure, lang: Lang): string {
  const words = drawWords[lang];
  const { suspension, confirmation, callBack, check } = procedure;
  const suspends = suspension.maximum > 0;
  const lapses = askable(procedure).map(([, { decide }]) => formatTerm(decide));
  const beside = drawBeside(procedure, lang);
  const called = callBack && words.callBack(`${callBack.role} @ ${callBack.level}`, callBack.attempts);
  const lines = [
    'stateDiagram-v2',
    '  direction TB',
    ...beside.before,
    ...drawLadder(procedure, lang),
    state('asked', words.asked, ...asksOf(procedure, words).map(item)),
    '  ladder --> asked' + label(words.request),
    '  asked --> ladder' + label(words.answered([...new Set(lapses)].join(' / '))),
    '  asked --> closed' +
      label(procedure.void === undefined ? words.forceClosed : `${words.forceClosed} / ${words.voided}`),
    ...(suspends
      ? [
          state('suspended', words.suspended, words.suspendedUntil),
          '  asked --> suspended' + label(words.approved),
          '  suspended --> ladder' + label(words.resumed),
        ]
      : []),
    ...beside.around,
    state(
      'confirming',
      words.confirming,
      words.confirmWithin(formatTerm(confirmation.within)),
      ...reminders(confirmation.repeat, words),
      ...(called === undefined ? [] : [called]),
    ),
    ...(check === undefined ? ['  ladder --> confirming' + label(words.handled(procedure.evidence.minimum))] : []),
    '  confirming --> ladder' + label(words.disputed),
    '  confirming --> closed' +
      label(called === undefined ? words.confirmed : `${words.confirmed}${words.unreachable}`),
    state('closed', words.closed),
    '  closed --> ladder' + label(words.reopened(formatSpan(procedure.reopenWithinMs))),
    '  closed --> [*]',
  ];
  return lines.join('\n');
}
