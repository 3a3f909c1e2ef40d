/** What somebody remembers of earlier notices: two neighbours who report the same thing at the same place. */
import { issueId, type InboxMessage, type IssueId } from '../../sdk';

/** Natural hours after which it is something new. */
const FRESH_HOURS = 6;

export class Memory {
  private readonly called = new Map<string, { readonly issue: string; readonly atMs: number }>();

  /** The other issue that this call reminds them of; notes the call where there is none. */
  alike({ template, issue, category, unit, queuedAtMs }: InboxMessage, hourMs: number): IssueId | undefined {
    if (template !== 'tier-called') return undefined;
    const about = `${category} ${unit}`;
    const before = this.called.get(about);
    if (before?.issue === issue) return undefined;
    if (before !== undefined && queuedAtMs - before.atMs < FRESH_HOURS * hourMs) return issueId(before.issue);
    this.called.set(about, { issue, atMs: queuedAtMs });
    return undefined;
  }
}
