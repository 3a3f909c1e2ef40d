/** What a drawn procedure says. */
import type { Lang } from './documents/words';

export interface DrawWords {
  readonly reported: string;
  readonly open: string;
  readonly handling: string;
  readonly acknowledge: string;
  readonly acknowledgeWithin: (term: string) => string;
  readonly handleWithin: (term: string) => string;
  readonly competence: (tags: string) => string;
  readonly reminders: (times: number, every: string) => string;
  readonly alerts: (every: string) => string;
  readonly unanswered: (calls: number) => string;
  readonly notTold: string;
  readonly climbs: (unanswered: string, handle: string) => string;
  readonly request: string;
  readonly asked: string;
  readonly asks: {
    readonly extension: (times: number, limit: string) => string;
    readonly suspension: (times: number, limit: string) => string;
    readonly forceClose: string;
    readonly return: string;
    readonly void: string;
  };
  /** How many of which role have to agree, where it is not one of the tier above. */
  readonly agreed: (many: string, role: string) => string;
  readonly people: (count: number) => string;
  readonly all: string;
  readonly tierAbove: string;
  readonly silence: Readonly<Record<'reject' | 'approve' | 'climb', string>>;
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
  readonly warnings: (warnings: string) => string;
  readonly decisionReminders: (reminders: string) => string;
  readonly afterShare: (share: string) => string;
  readonly beforeEnd: (span: string) => string;
  readonly expires: (term: string) => string;
  readonly total: (term: string) => string;
  readonly totalOver: string;
  readonly again: (times: number) => string;
  readonly verifying: (who: string) => string;
  readonly verifyWithin: (term: string) => string;
  readonly verified: string;
  readonly declined: string;
  readonly reopenedUnverified: (within: string) => string;
  readonly parties: string;
  readonly party: (facts: {
    name: string;
    competence: string;
    acknowledge: string;
    handle: string;
    reportIn: string;
  }) => string;
  readonly sent: string;
  readonly back: (returns: boolean) => string;
  readonly checking: (who: string) => string;
  readonly checkWithin: (term: string) => string;
  readonly checked: (evidence: number) => string;
  readonly failed: (rework: string) => string;
  readonly callBack: (who: string, attempts: number) => string;
  readonly unreachable: string;
  readonly problem: string;
  readonly redone: (times: number) => string;
  readonly passedAmong: (units: number) => string;
  readonly problemClimbs: string;
  readonly supervised: (term: string) => string;
  readonly supervise: string;
  readonly answer: string;
  readonly voided: string;
}

export const drawWords: Readonly<Record<Lang, DrawWords>> = {
  zh: {
    reported: '居民上报',
    open: '待签收',
    handling: '办理中',
    acknowledge: '签收',
    acknowledgeWithin: (term) => `签收时限 ${term}`,
    handleWithin: (term) => `办理时限 ${term}（自派到本级算起）`,
    competence: (tags) => `须具备资格 ${tags}`,
    reminders: (times, every) => `每 ${every} 催办，共 ${times} 次`,
    alerts: (every) => `逾期：每 ${every} 告警，不止`,
    unanswered: (calls) => (calls === 1 ? '到期无人签收' : `通知 ${calls} 次仍无人签收`),
    notTold: '，或通知不到任何人',
    climbs: (unanswered, handle) => `${unanswered}，或 ${handle} 未办结，或上报上级`,
    request: '申请',
    asked: '待上一级审批（时限照走）',
    asks: {
      extension: (times, limit) => `延期：至多 ${times} 次，每次至多 ${limit}`,
      suspension: (times, limit) => `挂起：至多 ${times} 次，至多到 ${limit} 以后`,
      forceClose: '强制结案',
      return: '退单',
      void: '作废',
    },
    agreed: (many, role) => `${role} ${many} 同意`,
    people: (count) => `${count} 人`,
    all: '全部',
    tierAbove: '上一级',
    silence: { reject: '无人审批视为驳回', approve: '无人审批视为批准', climb: '无人审批再上一级' },
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
    warnings: (warnings) => `提醒：${warnings}`,
    decisionReminders: (reminders) => `催审批：${reminders}`,
    afterShare: (share) => `过了 ${share}`,
    beforeEnd: (span) => `到期前 ${span}`,
    expires: (term) => `签收满 ${term} 未再签收`,
    total: (term) => `全程 ${term}`,
    totalOver: '到点仍未办结',
    again: (times) => `无人签收，从此再来 ${times} 遍`,
    verifying: (who) => `待核实 · ${who}`,
    verifyWithin: (term) => `核实时限 ${term}`,
    verified: '属实，或一直无人核实',
    declined: '不予受理',
    reopenedUnverified: (within) => `${within} 内重新打开，不再核实`,
    parties: '单位（不在层级内）',
    party: ({ name, competence, acknowledge, handle, reportIn }) =>
      [name, competence, `签收 ${acknowledge}`, `办理 ${handle}`, `报到 ${reportIn}`].filter(Boolean).join('，'),
    sent: '派单（本级时限停走），或办理中吹哨',
    back: (returns) => `完成分工，逾期上升或催办${returns ? '，或经同意退单' : ''}`,
    checking: (who) => `待核查 · ${who}`,
    checkWithin: (term) => `核查时限 ${term}`,
    checked: (evidence) => `核查通过（佐证至少 ${evidence} 件），或一直无人核查`,
    failed: (rework) => `核查不通过，返工时限 ${rework}`,
    callBack: (who, attempts) => `回访 · ${who}（非办理人），至多 ${attempts} 次`,
    unreachable: '，或回访联系不上',
    problem: '疑难事项',
    redone: (times) => `返工超过 ${times} 次`,
    passedAmong: (units) => `退单超过 ${units} 家`,
    problemClimbs: '升一级',
    supervised: (term) => `督办，${term} 内答复`,
    supervise: '上级督办',
    answer: '答复',
    voided: '批准作废',
  },
  en: {
    reported: 'a resident reports',
    open: 'open',
    handling: 'handling',
    acknowledge: 'acknowledge',
    acknowledgeWithin: (term) => `acknowledge within ${term}`,
    handleWithin: (term) => `handle within ${term} of the dispatch`,
    competence: (tags) => `needs ${tags}`,
    reminders: (times, every) => `${times} ${times === 1 ? 'reminder' : 'reminders'}, every ${every}`,
    alerts: (every) => `overdue, alerted every ${every} without end`,
    unanswered: (calls) => (calls === 1 ? 'not acknowledged' : `called ${calls} times and not acknowledged`),
    notTold: ', or nobody could be told',
    climbs: (unanswered, handle) => `${unanswered}, or not handled in ${handle}, or passed up`,
    request: 'request',
    asked: 'the tier above decides, the clock runs on',
    asks: {
      extension: (times, limit) => `extension, at most ${times}, each at most ${limit}`,
      suspension: (times, limit) => `suspension, at most ${times}, until at most ${limit} ahead`,
      forceClose: 'force-close',
      return: 'giving back',
      void: 'taking out',
    },
    agreed: (many, role) => `${many} of ${role}`,
    people: String,
    all: 'all',
    tierAbove: 'the tier above',
    silence: { reject: 'silence is a no', approve: 'silence is a yes', climb: 'silence goes one tier up' },
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
    warnings: (warnings) => `warned ${warnings}`,
    decisionReminders: (reminders) => `deciders reminded ${reminders}`,
    afterShare: (share) => `after ${share}`,
    beforeEnd: (span) => `${span} before its end`,
    expires: (term) => `acknowledged ${term} ago and not renewed`,
    total: (term) => `${term} over all tiers`,
    totalOver: 'over, and not handled',
    again: (times) => `not acknowledged, climbed again ${times === 1 ? 'once' : `${times} times`}`,
    verifying: (who) => `verifying · ${who}`,
    verifyWithin: (term) => `looked at within ${term}`,
    verified: 'verified, or nobody looked',
    declined: 'declined',
    reopenedUnverified: (within) => `reopen within ${within}, without another look`,
    parties: 'units beside the ladder',
    party: ({ name, competence, acknowledge, handle, reportIn }) =>
      [name, competence, `acknowledge ${acknowledge}`, `handle ${handle}`, `report in ${reportIn}`]
        .filter(Boolean)
        .join(', '),
    sent: 'dispatch (the tier stands still), or summon',
    back: (returns) => `finish, or overdue${returns ? ', or given back by consent' : ''}`,
    checking: (who) => `checking · ${who}`,
    checkWithin: (term) => `on the spot within ${term}`,
    checked: (evidence) =>
      `passed, with at least ${evidence} ${evidence === 1 ? 'piece' : 'pieces'} of evidence, or nobody came`,
    failed: (rework) => `failed, again within ${rework}`,
    callBack: (who, attempts) => `called by ${who} (never the handler), at most ${attempts} times`,
    unreachable: ', or not reached by call',
    problem: 'problem case',
    redone: (times) => `redone more than ${times} ${times === 1 ? 'time' : 'times'}`,
    passedAmong: (units) => `given back by more than ${units} ${units === 1 ? 'unit' : 'units'}`,
    problemClimbs: 'one tier up',
    supervised: (term) => `supervised, answers within ${term}`,
    supervise: 'a higher tier asks',
    answer: 'answer',
    voided: 'taking out approved',
  },
};
