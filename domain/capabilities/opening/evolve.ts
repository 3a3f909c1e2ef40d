import type { Instant, IssueId } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Opened } from './messages';

export function openedState(id: IssueId, event: Opened, atMs: Instant): IssueState {
  const { verify, acknowledge, handle, total, imported } = event;
  return {
    schema: 1,
    id,
    seq: 1,
    report: event.report,
    rules: event.rules,
    stage: verify === undefined ? 'open' : 'verifying',
    stageSinceMs: atMs,
    openedAtMs: atMs,
    tier: 1,
    tierSinceMs: (acknowledge ?? verify)?.sinceMs ?? atMs,
    calls: 0,
    clocks: {
      ...(verify === undefined ? {} : { verify }),
      ...(acknowledge === undefined ? {} : { acknowledge }),
      ...(handle === undefined ? {} : { handle }),
      ...(total === undefined ? {} : { total }),
    },
    suspension: null,
    assignee: null,
    handled: null,
    approvals: [],
    closure: null,
    disputes: 0,
    reopenings: 0,
    ...(imported === undefined ? {} : { imported }),
    recent: [],
  };
}
