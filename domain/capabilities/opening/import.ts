import type { IssueEvent } from '../../kernel/event';
import type { Instant } from '../../kernel/ids';
import type { IssueRules } from '../../kernel/rules';
import type { Imported, IssueState, Report } from '../../kernel/state';
import type { Opened } from './messages';

/**
 * The first event of an issue that was closed in another system. It has the rules of the place at the import, since those of
 * the other system are not ours: they hold if it is reopened, and no clock of them ran.
 */
export const openImported = (report: Report, rules: IssueRules, imported: Imported): readonly [Opened] => [
  { type: 'opened', report, rules, imported },
];

/** Its end there, at its instant. No events for an issue that was not closed elsewhere, or to which something happened here. */
export const closeImported = (state: IssueState, atMs: Instant): readonly IssueEvent[] =>
  state.imported === undefined || state.seq !== 1 ? [] : [{ type: 'closed', outcome: 'imported', atMs }];
