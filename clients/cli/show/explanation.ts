/** Why an issue stands where it stands, in sentences. Pure: the same state and instant give the same text. */
import {
  AWAITED,
  explain,
  type ClockName,
  type Explanation,
  type IssueState,
  type Offer,
  type Wait,
} from '../../../domain';
import { crew } from '../../../domain/kernel/ladder';
import type { Words } from '../words/words';
import { exampleOf, typedName } from './example';
import type { Names } from './names';
import { questionSentences } from './question';
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
  const above = tierAfter(state, names);
  return {
    paragraphs: [
      about(state, words, names, clock),
      ...history(state, words, clock),
      ...waits.map((wait) => `${waitText(wait, state, words, names, clock)} ${say.then(wait, above)}`.trimEnd()),
      ...waits.flatMap((wait) => ledger(wait, words, clock)),
      ...competenceAsked(state, words, names),
      ...warnings(state, words, clock),
      ...reminders(state, words, clock),
      next === null
        ? say.nothingByItself
        : say
            .next({
              at: clock.instant(next.atMs),
              clock: next.clock,
              then: waits.length > 1 ? say.then(consequenceOf(next, waits), above) : '',
            })
            .trimEnd(),
      offers.length === 0 ? say.noOffers : say.offers,
    ],
    offers: offers.map((offer) => offerRow(offer, state, words, names)),
  };
}

/** To whom the issue climbs when a deadline passes; null at the top. */
function tierAfter(state: IssueState, names: Names): string | null {
  const { tiers } = state.rules;
  if (state.tier >= tiers.length) return null;
  return names.tier(state, tiers[state.tier - 1]?.next ?? state.tier + 1);
}

function about(state: IssueState, words: Words, names: Names, clock: Clockface): string {
  const { report, rules, closure, dispatch } = state;
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
    party: dispatch === undefined ? null : names.party(state, dispatch.party),
    since: clock.instant(state.tierSinceMs),
    procedure,
    assignee: state.assignee === null ? null : names.person(state.assignee),
  })}`;
}

/** What makes it more than a simple matter. */
function history(state: IssueState, { explain: say }: Words, clock: Clockface): readonly string[] {
  const { disputes, reopenings, reworks = 0, returnedBy = [], rounds = 0, problem, quarantine } = state;
  const unreached = state.unreached?.attempts ?? 0;
  const counts = { disputes, reopenings, reworks, returns: returnedBy.length, unreached, rounds };
  return [
    ...(Object.values(counts).some((count) => count > 0) ? [say.counted(counts)] : []),
    ...(problem === undefined ? [] : [say.problem(problem.cause)]),
    ...(quarantine === undefined
      ? []
      : [say.quarantined({ what: quarantine.what, since: clock.instant(quarantine.sinceMs) })]),
  ];
}

function waitText(wait: Wait, state: IssueState, words: Words, names: Names, clock: Clockface): string {
  const waits = words.explain.waits({
    what: `${words.what[wait.what]}${wait.issue === undefined ? '' : ` (${wait.issue})`}`,
    whom: words.explain.or(wait.whom.map((person) => names.person(person))),
    role: wait.party === undefined ? names.role(wait.role) : names.party(state, wait.party),
    since: clock.instant(wait.sinceMs),
    until: wait.untilMs === null ? null : clock.instant(wait.untilMs),
    rule: wait.rule,
    provisional: wait.provisional === true,
  });
  const asked = wait.question === undefined ? [] : questionSentences(wait.question, state, words, names, clock);
  return [waits, ...asked].join(' ');
}

/** How a deadline came about, once more than the procedure's own term went into it. */
function ledger({ what, charges = [] }: Wait, words: Words, clock: Clockface): readonly string[] {
  if (charges.length < 2) return [];
  const entries = charges.map(({ why, ms, dueAtMs }) =>
    words.explain.charge({ why, span: clock.span(Math.abs(ms)), earlier: ms < 0, due: clock.instant(dueAtMs) }),
  );
  return [words.explain.ledger({ what: words.what[what], entries })];
}

/** What whoever is called has to be able to do, and who of the post is passed over for it; while somebody is to be called. */
function competenceAsked(state: IssueState, words: Words, names: Names): readonly string[] {
  if (state.stage !== 'open' || state.quarantine !== undefined) return [];
  const { competence, hops = [] } = crew(state);
  if (competence === undefined) return [];
  const lacking = hops.flatMap(({ why, person }) => (why === 'not-competent' && person) || []);
  return [
    words.explain.competence({
      tags: competence.join(', '),
      lacking: [...new Set(lacking)].map((person) => names.person(person)),
    }),
  ];
}

/** The next warning of each clock that still has one to give. */
function warnings({ clocks }: IssueState, words: Words, clock: Clockface): readonly string[] {
  return (Object.keys(clocks) as ClockName[]).flatMap((name) => {
    const atMs = clocks[name]?.warnAtMs?.[0];
    return atMs === undefined ? [] : [words.explain.warns({ what: words.clock[name], at: clock.instant(atMs) })];
  });
}

/** The next reminder of what waits for a decision. */
function reminders({ approvals }: IssueState, words: Words, clock: Clockface): readonly string[] {
  return approvals.flatMap(({ id, status, remindAtMs: [atMs] = [] }) =>
    status !== 'pending' || atMs === undefined ? [] : [words.explain.reminds({ id, at: clock.instant(atMs) })],
  );
}

function offerRow(
  { command, whom }: Offer,
  state: IssueState,
  words: Words,
  names: Names,
): readonly [string, string, string] {
  return [
    typedName(command),
    words.explain.or(
      someOf(
        whom.map((person) => names.person(person)),
        words,
      ),
    ),
    exampleOf(command, state.id, whom[0] ?? '<person>'),
  ];
}

/** A table row names a few; `--json` has all. */
function someOf(people: readonly string[], { explain: say }: Words): readonly string[] {
  if (people.length <= NAMED + 1) return people;
  return [...people.slice(0, NAMED), say.others(people.length - NAMED)];
}
const NAMED = 3;

/** Two clocks may be over at the same instant: what comes next is the consequence of the one that is named. */
const consequenceOf = (next: NonNullable<Explanation['next']>, waits: readonly Wait[]): Pick<Wait, 'what' | 'then'> =>
  waits.find(({ what, untilMs }) => what === AWAITED[next.clock] && untilMs === next.atMs) ?? {
    what: AWAITED[next.clock] ?? 'handling',
    then: next.then,
  };
