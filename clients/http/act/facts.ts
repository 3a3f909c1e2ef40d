/** What is being decided: the matter, who asks for what and why, until when, and what happens otherwise. */
import type { Approval } from '../../../domain';
import { markup, type Html } from './html';
import type { Naming } from './naming';
import type { Known, Told, View } from './view';
import type { ActWords } from './words';

type Row = readonly [label: string, text: string];
type Asking = View & { readonly kind: 'ask' | 'sign-in' };

export const questionFacts = (view: View & { kind: 'ask' }, naming: Naming, words: ActWords): Html => {
  const { field } = words;
  const { text } = view.state.report;
  return card([
    ...matterRows(view, naming, words),
    [field.reported, text],
    ...asked(view, naming, words),
    ...toldRows(view.told, naming, words),
    ...until(view, naming, words),
  ]);
};

/** For whoever has not shown who they are: nothing that somebody wrote. */
export const briefFacts = (view: View & { kind: 'sign-in' }, naming: Naming, words: ActWords): Html =>
  card([...matterRows(view, naming, words), ...asked(view, naming, words), ...until(view, naming, words)]);

export const matterOf = (view: Known, naming: Naming, words: ActWords): Html => card(matterIn(view, naming, words));

function matterIn({ state }: Known, naming: Naming, { field, matter }: ActWords): readonly Row[] {
  const { category, unit } = state.report;
  return [
    [field.matter, matter({ category: naming.category(category), unit: naming.unit(unit) })],
    [field.number, state.id],
  ];
}

const matterRows = (known: Known, naming: Naming, words: ActWords): readonly Row[] => [
  ...matterIn(known, naming, words),
  [words.field.severity, naming.words.severity[known.state.report.severity]],
];

function asked({ wait }: Asking, naming: Naming, words: ActWords): readonly Row[] {
  if (wait.question === undefined) return [];
  const { kind, askedBy } = wait.question;
  const facts = {
    by: naming.person(askedBy),
    kind: naming.words.kind[kind],
    measure: measureOf(wait.question, naming),
  };
  return [[words.field.asked, words.asks(facts)]];
}

function measureOf({ extendByMs, untilMs }: Pick<Approval, 'extendByMs' | 'untilMs'>, naming: Naming): string | null {
  if (extendByMs !== undefined) return naming.span(extendByMs);
  return untilMs === undefined ? null : naming.instant(untilMs);
}

const toldRows = ({ why, done, doneBy }: Told, naming: Naming, { field }: ActWords): readonly Row[] => [
  ...(why === undefined ? [] : [[field.why, why] as const]),
  ...(done === undefined ? [] : [[field.done, done] as const]),
  ...(doneBy === undefined ? [] : [[field.doneBy, naming.person(doneBy)] as const]),
];

function until({ wait }: Asking, naming: Naming, { field, askedAgain }: ActWords): readonly Row[] {
  const isOfResident = wait.what === 'confirmation' && wait.then === 'remind';
  const then = isOfResident ? askedAgain : naming.words.explain.then(wait, null);
  return [
    ...(wait.untilMs === null ? [] : [[field.until, naming.instant(wait.untilMs)] as const]),
    ...(then === '' ? [] : [[field.otherwise, then] as const]),
  ];
}

const card = (rows: readonly Row[]): Html =>
  markup`<div class="card">
    <dl>
      ${rows.map(
        ([label, text]) =>
          markup`<dt>${label}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>
  </div>`;
