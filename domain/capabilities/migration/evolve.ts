import type { IssueState } from '../../kernel/state';
import type { Quarantined, RulesChanged } from './messages';

export function rulesChanged(state: IssueState, event: RulesChanged): IssueState {
  const { quarantine: _lifted, totalPaused: _before, ...kept } = state;
  const { handled, suspension, dispatch, link } = state;
  return {
    ...kept,
    rules: event.rules,
    tier: event.tier,
    clocks: event.clocks,
    handled: handled === null ? null : { ...handled, tier: event.handledTier ?? handled.tier },
    suspension:
      suspension === null || event.suspended === undefined ? suspension : { ...suspension, handle: event.suspended },
    ...(event.totalPaused === undefined ? {} : { totalPaused: event.totalPaused }),
    ...(dispatch === undefined || event.dispatched === undefined
      ? {}
      : { dispatch: { ...dispatch, handle: event.dispatched } }),
    ...(link === undefined || event.linked === undefined ? {} : { link: { ...link, ...event.linked } }),
    ...(event.parts === undefined ? {} : { parts: event.parts }),
  };
}

export const quarantined = (state: IssueState, { what, atMs }: Quarantined): IssueState => ({
  ...state,
  quarantine: { sinceMs: atMs, what },
});
