/** GET servicerequestupdates, as FixMyStreet asks for them: what happened to the status of requests, in order. */
import { evolve, type IssueId, type IssueState } from '../../../domain';
import { open311Logs, type Between } from '../../../store';
import type { LoggedEvent } from '../../../store';
import type { Asked, Open311 } from './context';
import { w3cDate, wholeSecond } from './dates';
import { MOST_ROWS } from './fields';
import { list, type List } from './format';
import { spanIn } from './requests';
import { extendedStatusOf, statusNotes, toldStatus } from './status';

/** Names a change for good: the last event of what was decided. */
export const updateId = (issue: IssueId, seq: number): string => `${issue}.${seq}`;

/** The earliest first, at most 1,000: whoever follows goes on from the date of the last one. */
export async function listUpdates({ gateway, settings }: Open311, { parameters, policies }: Asked): Promise<List> {
  const span = spanIn(parameters, 'start_date', 'end_date', Date.now());
  const logs = await open311Logs(gateway.database, span, MOST_ROWS);
  const changes = [...logs]
    .flatMap(([issue, log]) => changesOf(issue, log))
    .filter(({ atMs }) => isWithin(atMs, span))
    .sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_ROWS);
  return list(
    'request_update',
    changes.map(({ id, state, atMs }) => ({
      update_id: id,
      service_request_id: state.id,
      status: toldStatus(extendedStatusOf(state), settings),
      updated_datetime: w3cDate(atMs, policies.community.zone),
      description: statusNotes(state, settings.lang),
      media_url: null,
    })),
  );
}

interface Change {
  readonly id: string;
  readonly state: IssueState;
  readonly atMs: number;
}

/** What was decided together is one change, and counts when it leads to another status. */
export function changesOf(issue: IssueId, log: readonly LoggedEvent[]): readonly Change[] {
  const changes: Change[] = [];
  let state: IssueState | null = null;
  let told: string | undefined;
  for (const [index, event] of log.entries()) {
    state = evolve(issue, state, event);
    if (log[index + 1]?.commandId === event.commandId) continue;
    const status = `${extendedStatusOf(state)} ${state.closure?.outcome ?? ''}`;
    // A report is no update of itself: its sender knows of it.
    if (told !== undefined && status !== told)
      changes.push({ id: updateId(issue, event.seq), state, atMs: event.recordedAtMs });
    told = status;
  }
  return changes;
}

const isWithin = (atMs: number, { fromMs, toMs }: Between): boolean =>
  wholeSecond(fromMs) <= wholeSecond(atMs) && wholeSecond(atMs) <= wholeSecond(toMs);
