/** What a drawn procedure says. */
import type { Lang } from './documents/words';

export interface DrawWords {
  readonly reported: string;
  readonly open: string;
  readonly handling: string;
  readonly acknowledge: string;
  readonly acknowledgeWithin: (term: string) => string;
  readonly handleWithin: (term: string) => string;
  readonly reminders: (times: number, every: string) => string;
  readonly alerts: (every: string) => string;
  readonly unanswered: (calls: number) => string;
  readonly climbs: (unanswered: string, handle: string) => string;
  readonly request: string;
  readonly asked: string;
  readonly asks: {
    readonly extension: (times: number, limit: string) => string;
    readonly suspension: (times: number, limit: string) => string;
    readonly forceClose: string;
  };
  readonly answered: (lapses: string) => string;
  readonly approved: string;
  readonly forceClosed: string;
  readonly suspended: string;
  readonly suspendedUntil: string;
  readonly resumed: string;
  readonly handled: (evidence: number) => string;
  readonly confirming: string;
  readonly confirmWithin: (term: string) => string;
  readonly confirmed: string;
  readonly disputed: string;
  readonly closed: string;
  readonly reopened: (within: string) => string;
}

export const drawWords: Readonly<Record<Lang, DrawWords>> = {
  zh: {
    reported: '居民上报',
    open: '待签收',
    handling: '办理中',
    acknowledge: '签收',
    acknowledgeWithin: (term) => `签收时限 ${term}`,
    handleWithin: (term) => `办理时限 ${term}（自派到本级算起）`,
    reminders: (times, every) => `每 ${every} 催办，共 ${times} 次`,
    alerts: (every) => `逾期：每 ${every} 告警，不止`,
    unanswered: (calls) => (calls === 1 ? '到期无人签收' : `通知 ${calls} 次仍无人签收`),
    climbs: (unanswered, handle) => `${unanswered}，或 ${handle} 未办结，或上报上级`,
    request: '申请',
    asked: '待上一级审批（时限照走）',
    asks: {
      extension: (times, limit) => `延期：至多 ${times} 次，每次至多 ${limit}`,
      suspension: (times, limit) => `挂起：至多 ${times} 次，至多到 ${limit} 以后`,
      forceClose: '强制结案',
    },
    answered: (lapses) => `批准延期、驳回，或 ${lapses} 内无人审批而失效`,
    approved: '批准挂起',
    forceClosed: '批准强制结案',
    suspended: '已挂起',
    suspendedUntil: '时限停走',
    resumed: '到期或提前恢复，剩余时间不变',
    handled: (evidence) => `办结，佐证至少 ${evidence} 件`,
    confirming: '待居民确认',
    confirmWithin: (term) => `确认时限 ${term}`,
    confirmed: '认可，或一直不答复（记为未答复）',
    disputed: '不认可，到高一级',
    closed: '已结案',
    reopened: (within) => `${within} 内重新打开，到高一级`,
  },
  en: {
    reported: 'a resident reports',
    open: 'open',
    handling: 'handling',
    acknowledge: 'acknowledge',
    acknowledgeWithin: (term) => `acknowledge within ${term}`,
    handleWithin: (term) => `handle within ${term} of the dispatch`,
    reminders: (times, every) => `${times} ${times === 1 ? 'reminder' : 'reminders'}, every ${every}`,
    alerts: (every) => `overdue, alerted every ${every} without end`,
    unanswered: (calls) => (calls === 1 ? 'not acknowledged' : `called ${calls} times and not acknowledged`),
    climbs: (unanswered, handle) => `${unanswered}, or not handled in ${handle}, or passed up`,
    request: 'request',
    asked: 'the tier above decides, the clock runs on',
    asks: {
      extension: (times, limit) => `extension, at most ${times}, each at most ${limit}`,
      suspension: (times, limit) => `suspension, at most ${times}, until at most ${limit} ahead`,
      forceClose: 'force-close',
    },
    answered: (lapses) => `extension approved, rejected, or lapsed after ${lapses}`,
    approved: 'suspension approved',
    forceClosed: 'force-close approved',
    suspended: 'suspended',
    suspendedUntil: 'the clock stands still',
    resumed: 'its date, or resumed before, with what was left',
    handled: (evidence) => `handle, with at least ${evidence} ${evidence === 1 ? 'piece' : 'pieces'} of evidence`,
    confirming: 'confirming',
    confirmWithin: (term) => `the resident answers within ${term}`,
    confirmed: 'confirm, or no answer at all (unconfirmed)',
    disputed: 'dispute, one tier higher',
    closed: 'closed',
    reopened: (within) => `reopen within ${within}, one tier higher`,
  },
};
