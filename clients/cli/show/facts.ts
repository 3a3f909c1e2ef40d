/** What practice knows of an issue beside its plain facts: parties, parts, deputies, supervision, links. What is not there has no line. */
import type { IssueState, Part, PausedClock } from '../../../domain';
import type { Words } from '../words/words';
import type { Names } from './names';
import type { Clockface } from './time';

export interface Facts {
  readonly words: Words;
  readonly names: Names;
  readonly clock: Clockface;
}
/** Field and value. */
export type Fact = readonly [string, string];

export function practiceFacts(say: Facts, state: IssueState): readonly Fact[] {
  const { words, names, clock } = say;
  const { column, facts } = words;
  const { dispatch, returnedBy = [], problem, supervision, link, followers = [], quarantine } = state;
  const warnAtMs = state.clocks.handle?.warnAtMs ?? [];
  return [
    ...(warnAtMs.length === 0 ? [] : [fact(column.warnings, warnAtMs.map((atMs) => clock.instant(atMs)).join(', '))]),
    ...standingStill(
      say,
      words.clock.handle,
      state.suspension?.handle ?? dispatch?.handle ?? link?.handle ?? undefined,
    ),
    ...standingStill(say, words.clock.total, state.totalPaused),
    ...(dispatch === undefined
      ? []
      : [
          fact(
            column.dispatched,
            facts.dispatched({ party: names.party(state, dispatch.party), by: names.person(dispatch.by) }),
          ),
        ]),
    ...(state.parts ?? []).map((part) =>
      fact(`${column.joint} ${names.party(state, part.party)}`, partText(say, part)),
    ),
    ...(returnedBy.length === 0
      ? []
      : [fact(column.gaveBack, returnedBy.map((party) => names.party(state, party)).join(', '))]),
    ...counted(column.reworks, state.reworks),
    ...counted(column.unreached, state.unreached?.attempts),
    ...counted(column.rounds, state.rounds),
    ...(problem === undefined
      ? []
      : [fact(column.problem, `${facts.problem[problem.cause]}, ${clock.instant(problem.atMs)}`)]),
    ...(supervision === undefined ? [] : [fact(column.supervision, facts.supervised(names.person(supervision.by)))]),
    ...(state.delegations ?? []).map(({ from, to, untilMs }) =>
      fact(
        column.deputy,
        facts.deputy({ from: names.person(from), to: names.person(to), until: clock.instant(untilMs) }),
      ),
    ),
    ...(link === undefined ? [] : [fact(column.lead, link.lead)]),
    ...(followers.length === 0 ? [] : [fact(column.followers, followers.join(', '))]),
    ...(quarantine === undefined
      ? []
      : [fact(column.quarantine, `${quarantine.what}, ${clock.instant(quarantine.sinceMs)}`)]),
  ];
}

const fact = (field: string, value: string): Fact => [field, value];

const counted = (field: string, count: number | undefined): readonly Fact[] =>
  count === undefined || count === 0 ? [] : [fact(field, String(count))];

const standingStill = ({ words, clock }: Facts, name: string, paused: PausedClock | undefined): readonly Fact[] =>
  paused === undefined ? [] : [fact(name, words.facts.standsStill(clock.span(paused.leftMs)))];

const partText = ({ words, names, clock }: Facts, part: Part): string =>
  words.facts.part({
    reportedIn: part.reportedInBy === null ? null : names.person(part.reportedInBy),
    finished: part.finishedBy === null ? null : names.person(part.finishedBy),
    reportInBy: part.reportIn === null ? null : clock.instant(part.reportIn.dueAtMs),
    finishBy: part.handle === null ? null : clock.instant(part.handle.dueAtMs),
  });
