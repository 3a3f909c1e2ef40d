import { mayWork } from '../../kernel/ladder';
import { mayReturn, returnedEvents } from '../dispatching/returned';
import { bare } from './bare';
import type { ApprovalKindRules } from './kind';

/**
 * Giving a wrong dispatch back (PRACTICE.md: returned by the unit, with a reason, must be confirmed). Anybody of those who
 * have it may ask, acknowledged or not; their clocks go on meanwhile, so that asking gains no time.
 */
export const returning: ApprovalKindRules = {
  stages: ['open', 'handling'],
  askers: mayWork,
  decision: (rules) => rules.return,
  guard: (state, command) => bare(command) ?? mayReturn(state),
  approved: returnedEvents,
};
