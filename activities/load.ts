import { timelineEntry } from '../contracts/workflow';
import { fold, type IssueId } from '../domain';
import { readLog, type Database, type LoggedEvent } from '../store';
import type { Loaded } from './contract';

/** How much of a long timeline a workflow is given. */
const TIMELINE_SHOWN = 100;

/** The issue folded from its log, or null when there is none. */
export async function loadIssue(
  database: Database,
  id: IssueId,
): Promise<(Loaded & { readonly log: readonly LoggedEvent[] }) | null> {
  const log = await readLog(database, id);
  const state = fold(id, log);
  if (state === null) return null;
  return {
    state,
    log,
    timeline: log.slice(-TIMELINE_SHOWN).map(timelineEntry),
    recordedAtMs: log.at(-1)?.recordedAtMs ?? 0,
  };
}

/** Without the log itself, which stays where it is. */
export const asLoaded = ({ log: _log, ...loaded }: Loaded & { readonly log: readonly LoggedEvent[] }): Loaded => loaded;
