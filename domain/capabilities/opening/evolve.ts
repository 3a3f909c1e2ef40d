import type { Instant, IssueId } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Opened } from './messages';

export function openedState(id: IssueId, event: Opened, atMs: Instant): IssueState {
  return {
    schema: 1,
    id,
    seq: 1,
    report: event.report,
    rules: event.rules,
    stage: 'open',
    stageSinceMs: atMs,
    openedAtMs: atMs,
    tier: 1,
    tierSinceMs: event.acknowledge.sinceMs,
    calls: 0,
    clocks: { acknowledge: event.acknowledge, handle: event.handle },
    suspension: null,
    assignee: null,
    handled: null,
    approvals: [],
    closure: null,
    disputes: 0,
    reopenings: 0,
    recent: [],
  };
}
