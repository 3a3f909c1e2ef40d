/** What is asked for, by whom, how many have to agree, and who has voted. */
import type { IssueState, Wait } from '../../../domain';
import type { Words } from '../words/words';
import type { Names } from './names';
import type { Clockface } from './time';

export function questionSentences(
  { id, kind, askedBy, extendByMs, untilMs }: NonNullable<Wait['question']>,
  { approvals }: IssueState,
  { explain: say, kind: kinds }: Words,
  names: Names,
  clock: Clockface,
): readonly string[] {
  const measure = extendByMs === undefined ? null : clock.span(extendByMs);
  const until = untilMs === undefined ? null : clock.instant(untilMs);
  const asked = say.question({ id, kind: kinds[kind], by: names.person(askedBy), measure: measure ?? until });
  const approval = approvals.find((known) => known.id === id);
  if (approval?.panels === undefined) return [asked];
  const votes = (approval.votes ?? []).map((vote) => ({
    by: names.person(vote.by),
    for: vote.for === undefined ? null : names.person(vote.for),
    vote: vote.vote,
  }));
  return [
    asked,
    ...approval.panels.map(({ people, need }) => say.panel({ need, of: people.map((person) => names.person(person)) })),
    say.votes(votes),
  ];
}
