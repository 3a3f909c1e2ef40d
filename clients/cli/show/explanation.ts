/** Why an issue stands where it stands, in sentences. Pure: the same state and instant give the same text. */
import { explain, type Explanation, type IssueState, type Offer, type Wait } from '../../../domain';
import type { Words } from '../words/words';
import { exampleOf, typedName } from './example';
import type { Names } from './names';
import type { Clockface } from './time';

export interface Spoken {
  /** One sentence or two each. */
  readonly paragraphs: readonly string[];
  /** Command, who may give it, and what to type. */
  readonly offers: readonly (readonly [string, string, string])[];
}

export function explanationText(state: IssueState, words: Words, names: Names, clock: Clockface): Spoken {
  const { waits, next, offers } = explain(state);
  const say = words.explain;
  const aboveTier = state.tier < state.rules.tiers.length ? names.tier(state, state.tier + 1) : null;
  const counted = { disputes: state.disputes, reopenings: state.reopenings };
  return {
    paragraphs: [
      about(state, words, names, clock),
      ...(counted.disputes + counted.reopenings === 0 ? [] : [say.counted(counted)]),
      ...waits.map((wait) => `${waitText(wait, words, names, clock)} ${say.then(wait.then, aboveTier)}`),
      ...waits.flatMap((wait) => ledger(wait, words, clock)),
      next === null
        ? say.nothingByItself
        : say
            .next({
              at: clock.instant(next.atMs),
              clock: words.clock[next.clock],
              then: waits.length > 1 ? say.then(thenOf(next, waits), aboveTier) : '',
            })
            .trimEnd(),
      offers.length === 0 ? say.noOffers : say.offers,
    ],
    offers: offers.map((offer) => offerRow(offer, state, words, names)),
  };
}

function about(state: IssueState, words: Words, names: Names, clock: Clockface): string {
  const { report, rules, closure } = state;
  const procedure = `${rules.procedure}@${rules.version}`;
  const first = words.explain.about({
    issue: state.id,
    category: names.category(report.category),
    unit: names.unit(report.unit),
    severity: words.severity[report.severity],
    reporter: names.person(report.reporter),
    opened: clock.relative(state.openedAtMs),
  });
  if (closure !== null)
    return `${first} ${words.explain.closed({ outcome: words.outcome[closure.outcome], at: clock.instant(closure.atMs), procedure })}`;
  return `${first} ${words.explain.stands({
    stage: words.stage[state.stage],
    tier: names.tier(state, state.tier),
    since: clock.instant(state.tierSinceMs),
    procedure,
    assignee: state.assignee === null ? null : names.person(state.assignee),
  })}`;
}

function waitText(wait: Wait, words: Words, names: Names, clock: Clockface): string {
  const asked = wait.question === undefined ? '' : ` ${questionText(wait.question, words, names, clock)}`;
  const waits = words.explain.waits({
    what: words.what[wait.what],
    whom: words.explain.or(wait.whom.map((person) => names.person(person))),
    role: names.role(wait.role),
    since: clock.instant(wait.sinceMs),
    until: wait.untilMs === null ? null : clock.instant(wait.untilMs),
    rule: wait.rule,
    provisional: wait.provisional === true,
  });
  return `${waits}${asked}`;
}

function questionText(
  { id, kind, askedBy, extendByMs, untilMs }: NonNullable<Wait['question']>,
  words: Words,
  names: Names,
  clock: Clockface,
): string {
  const measure = extendByMs === undefined ? null : clock.span(extendByMs);
  const until = untilMs === undefined ? null : clock.instant(untilMs);
  return words.explain.question({ id, kind: words.kind[kind], by: names.person(askedBy), measure: measure ?? until });
}

/** How a deadline came about, once more than the procedure's own term went into it. */
function ledger({ what, charges = [] }: Wait, words: Words, clock: Clockface): readonly string[] {
  if (charges.length < 2) return [];
  const entries = charges.map(({ why, ms, dueAtMs }) =>
    words.explain.charge({ why: words.charge[why], span: clock.span(ms), due: clock.instant(dueAtMs) }),
  );
  return [words.explain.ledger({ what: words.what[what], entries })];
}

function offerRow(
  { command, whom }: Offer,
  state: IssueState,
  words: Words,
  names: Names,
): readonly [string, string, string] {
  return [
    typedName(command),
    words.explain.or(whom.map((person) => names.person(person))),
    exampleOf(command, state.id, whom[0] ?? '<person>'),
  ];
}

/** Two clocks may be over at the same instant: what comes next is the consequence of the one that is named. */
const thenOf = (next: NonNullable<Explanation['next']>, waits: readonly Wait[]): Wait['then'] =>
  waits.find(({ what, untilMs }) => what === WAITED_FOR[next.clock] && untilMs === next.atMs)?.then ?? next.then;

const WAITED_FOR = {
  acknowledge: 'acknowledgement',
  handle: 'handling',
  confirm: 'confirmation',
  approval: 'approval',
  suspension: 'resumption',
} as const satisfies Record<NonNullable<Explanation['next']>['clock'], Wait['what']>;
