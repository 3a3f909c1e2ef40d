/** How an issue stands: its facts, for programs the whole state. */
import { knownLocation, rulesName, type Approval, type ClockName } from '../../../domain';
import { issueId, type IssueState } from '../../sdk';
import { atArgument, type AtOptions } from '../arguments';
import type { Session } from '../session';
import { practiceFacts, type Fact, type Facts } from '../show/facts';
import { table } from '../show/table';

/** As it stands, or as it stood: what had been recorded by then. */
export async function show(session: Session, id: string, options: AtOptions): Promise<void> {
  const at = atArgument(options);
  const state = await (await session.doorstep()).get(issueId(id), at);
  session.answer(state, () => {
    const { words } = session;
    const say: Facts = { words, names: session.names(), clock: session.clock() };
    return table([words.column.field, words.column.value], factsOf(say, state), undefined);
  });
}

export function factsOf(say: Facts, state: IssueState): readonly Fact[] {
  const { words, names, clock } = say;
  const { column } = words;
  const { report, closure, handled } = state;
  // One whose key is destroyed is nowhere any more.
  const { location } = knownLocation(report);
  return [
    [column.issue, state.id],
    [column.stage, `${words.stage[state.stage]}${closure === null ? '' : `, ${words.outcome[closure.outcome]}`}`],
    [column.tier, names.tier(state, state.tier)],
    [column.severity, words.severity[report.severity]],
    [column.category, names.category(report.category)],
    [column.unit, names.unit(report.unit)],
    ...(location === undefined ? [] : [[column.location, `${location.lat}, ${location.lon}`] as const]),
    [column.reporter, names.person(report.reporter)],
    [column.channel, report.channel],
    [column.text, report.text],
    [column.opened, clock.instant(state.openedAtMs)],
    ...(state.assignee === null ? [] : [[column.assignee, names.person(state.assignee)] as const]),
    ...Object.entries(state.clocks).map(
      ([name, running]) =>
        [
          words.clock[name as ClockName],
          `${clock.instant(running.dueAtMs)}${running.round === 0 ? '' : ` · ${running.round}×`}`,
        ] as const,
    ),
    ...(handled === null
      ? []
      : [[column.handled, `${names.person(handled.by)}, ${clock.instant(handled.atMs)}`] as const]),
    ...practiceFacts(say, state),
    ...state.approvals.map((approval) => [`${column.approvals} ${approval.id}`, approvalText(say, approval)] as const),
    ...(closure === null ? [] : [[column.closed, clock.instant(closure.atMs)] as const]),
    [column.disputes, String(state.disputes)],
    [column.reopenings, String(state.reopenings)],
    [column.procedure, rulesName(state.rules)],
    [column.events, String(state.seq)],
    [column.zone, clock.zone],
  ];
}

const approvalText = ({ words, names, clock }: Facts, approval: Approval): string =>
  [
    `${words.kind[approval.kind]}${approval.extendByMs === undefined ? '' : ` +${clock.span(approval.extendByMs)}`}`,
    words.facts.status[approval.status],
    names.person(approval.askedBy),
    approval.reason,
  ].join(' · ');
