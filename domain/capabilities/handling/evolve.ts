import type { Instant } from '../../kernel/ids';
import type { IssueState } from '../../kernel/state';
import type { Handled } from './messages';

export const handled = (state: IssueState, event: Handled, atMs: Instant): IssueState => ({
  ...state,
  stage: 'confirming',
  stageSinceMs: atMs,
  clocks: { confirm: event.confirm },
  handled: { by: event.by, atMs, tier: state.tier },
});
