/** Whom an event tells. */
import type { IssueEvent } from './event';
import type { Notice } from './notice';
import { capabilities } from './registry';
import type { IssueState } from './state';

/** Notices of one event, at most one per recipient: the first that names somebody wins. */
export function notices(after: IssueState, event: IssueEvent): readonly Notice[] {
  const all = capabilities.flatMap((capability) => {
    const tell = capability.notices?.[event.type] as ((s: IssueState, e: IssueEvent) => readonly Notice[]) | undefined;
    return tell?.(after, event) ?? [];
  });
  return all.filter((notice, index) => all.findIndex((other) => other.recipient === notice.recipient) === index);
}
