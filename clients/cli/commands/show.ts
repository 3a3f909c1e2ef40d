/** How an issue stands: its facts, for programs the whole state. */
import { rulesName, type ClockName } from '../../../domain';
import { issueId, type IssueState } from '../../sdk';
import type { Session } from '../session';
import { table } from '../show/table';

export async function show(session: Session, id: string): Promise<void> {
  const state = await (await session.doorstep()).get(issueId(id));
  session.answer(state, () => {
    const { words } = session;
    return table([words.column.field, words.column.value], factsOf(session, state), undefined);
  });
}

function factsOf(session: Session, state: IssueState): readonly (readonly [string, string])[] {
  const { words } = session;
  const names = session.names();
  const clock = session.clock();
  const { report, closure, handled } = state;
  return [
    [words.column.issue, state.id],
    [words.column.stage, `${words.stage[state.stage]}${closure === null ? '' : `, ${words.outcome[closure.outcome]}`}`],
    [words.column.tier, names.tier(state, state.tier)],
    [words.column.severity, words.severity[report.severity]],
    [words.column.category, names.category(report.category)],
    [words.column.unit, names.unit(report.unit)],
    [words.column.reporter, names.person(report.reporter)],
    [words.column.channel, report.channel],
    [words.column.text, report.text],
    [words.column.opened, clock.instant(state.openedAtMs)],
    ...(state.assignee === null ? [] : [[words.column.assignee, names.person(state.assignee)] as const]),
    ...Object.entries(state.clocks).map(
      ([name, running]) =>
        [
          words.clock[name as ClockName],
          `${clock.instant(running.dueAtMs)}${running.round === 0 ? '' : ` · ${running.round}×`}`,
        ] as const,
    ),
    ...(handled === null
      ? []
      : [[words.column.handled, `${names.person(handled.by)}, ${clock.instant(handled.atMs)}`] as const]),
    ...state.approvals.map(
      (approval) =>
        [
          `${words.column.approvals} ${approval.id}`,
          [
            `${words.kind[approval.kind]}${approval.extendByMs === undefined ? '' : ` +${clock.span(approval.extendByMs)}`}`,
            approval.status,
            names.person(approval.askedBy),
            approval.reason,
          ].join(' · '),
        ] as const,
    ),
    ...(closure === null ? [] : [[words.column.closed, clock.instant(closure.atMs)] as const]),
    [words.column.disputes, String(state.disputes)],
    [words.column.reopenings, String(state.reopenings)],
    [words.column.procedure, rulesName(state.rules)],
    [words.column.events, String(state.seq)],
    [words.column.zone, clock.zone],
  ];
}
