import type { IssueId } from '../../domain';
import type { Tables } from '../database';
import type { NoticeRecord } from '../notices';
import { noticeFrom } from '../outbox-entries';

/** A row of doorstep.notice as others see it. */
export const noticeRecordFrom = (row: Tables['doorstep.notice']): NoticeRecord => ({
  ...noticeFrom(row),
  issue: row.issue_id as IssueId,
  queuedAtMs: row.queued_at.getTime(),
  deliveredAtMs: row.delivered_at?.getTime() ?? null,
  readAtMs: row.read_at?.getTime() ?? null,
});
