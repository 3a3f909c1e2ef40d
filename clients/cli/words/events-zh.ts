import type { Evidence, Unreached } from '../../../domain';
import { CALL_ANSWER_WORDS, OUTCOME_WORDS, SEVERITY_WORDS } from '../../../domain/procedure/fixtures/words';
import type { EventWords } from './words';

/** What somebody said of it, where it is known. */
const said = (words: string | undefined): string => (words === undefined ? '' : `：${words}`);
const shown = (evidence: readonly Evidence[] = []): string =>
  evidence.length === 0 ? '' : `［${evidence.map(({ kind, ref }) => `${kind}:${ref}`).join('，')}］`;
/** In whose place a deputy acted. */
const placeOf = (person: (id: string) => string, id: string | undefined): string =>
  id === undefined ? '' : `（代 ${person(id)}）`;
/** Who was not reached, and by which channels it was tried. */
const unreached = (people: readonly Unreached[], name: (id: string) => string): string =>
  people
    .map(({ person, channels }) => `${name(person)}${channels.length === 0 ? '' : `（${channels.join('，')}）`}`)
    .join('，');

const CAUSES = {
  'not-acknowledged': '无人签收',
  'not-handled': '逾期未办结',
  'not-closed': '全程时限已到',
  'passed-up': '主动上报',
  disputed: '居民不认可',
  returned: '退单',
  problem: '疑难事项',
  again: '末级无人签收，重走阶梯',
  unstaffed: '上一级无人在岗',
  'not-told': '上一级通知不到任何人',
} as const;
const TO = {
  verify: '核实',
  acknowledge: '签收',
  handle: '办理',
  renew: '再次签收',
  check: '核查',
  confirm: '确认',
  answer: '答复督办',
  total: '全程办结',
} as const;

export const eventsZh: EventWords = {
  opened: ({ report, verify }) =>
    `经 ${report.channel} 上报${verify === undefined ? '' : '，待核实'}${said(report.text)}`,
  verified: ({ by, note }) => (by === undefined ? '到期无人核实，按属实受理' : `核实${said(note)}`),
  declined: ({ reason }) => `不予受理${said(reason)}`,
  acknowledged: ({ renew }, { instant }) => `签收${renew === undefined ? '' : `，有效至 ${instant(renew.dueAtMs)}`}`,
  'acknowledgement-expired': ({ by }, { person }) => `${person(by)} 的签收失效`,
  assigned: ({ to }, { person }) => `指派给 ${person(to)}`,
  escalated: ({ fromTier, toTier, cause, reason }, { tier }) =>
    `${toTier === fromTier ? `仍由${tier(toTier)}负责` : toTier > fromTier ? `升级到${tier(toTier)}` : `重新从${tier(toTier)}开始`}，${CAUSES[cause]}${said(reason)}`,
  reminded: ({ clock, round, alert, tier }, naming) =>
    `${alert ? '告警' : '催办'}第 ${round} 次：${TO[clock]}（${naming.tier(tier)}）`,
  warned: ({ dueAtMs, untold }, { instant }) =>
    untold === true ? `临期提醒来迟，时限 ${instant(dueAtMs)} 已过` : `临期提醒，时限 ${instant(dueAtMs)}`,
  dispatched: ({ to, from, reason }, { party }) =>
    `派单给 ${party(to)}${from === undefined ? '' : `，从 ${party(from)} 转出`}${said(reason)}`,
  returned: ({ party, cause }, naming) =>
    cause === undefined ? `${naming.party(party)} 退单` : `不再由 ${naming.party(party)} 办理，${CAUSES[cause]}`,
  'problem-raised': ({ cause, count }) =>
    `列为疑难事项，${cause === 'reworks' ? `返工 ${count} 次` : `${count} 个单位退单`}`,
  summoned: ({ party, reason, reportIn }, naming) =>
    `吹哨 ${naming.party(party)}，报到时限 ${naming.instant(reportIn.dueAtMs)}${said(reason)}`,
  'reported-in': ({ party }, naming) => `${naming.party(party)} 报到`,
  'part-finished': ({ party, note, evidence }, naming) =>
    `${naming.party(party)} 完成分工${said(note)}${shown(evidence)}`,
  'part-released': ({ party, reason }, naming) => `解除 ${naming.party(party)} 的分工${said(reason)}`,
  'part-overdue': ({ party, clock, round }, naming) =>
    `${naming.party(party)} ${clock === 'report-in' ? '逾期未报到' : '逾期未完成分工'}，第 ${round} 次催促`,
  handled: ({ note, evidence, check }) => `办结${check === undefined ? '' : '，待核查'}${said(note)}${shown(evidence)}`,
  checked: ({ by, note, evidence }) =>
    by === undefined ? '到期无人核查，记为未核查' : `核查通过${said(note)}${shown(evidence)}`,
  'check-failed': ({ reason, evidence, handle }, { instant }) =>
    `核查不通过，返工时限 ${instant(handle.dueAtMs)}${said(reason)}${shown(evidence)}`,
  'approval-requested': (
    { approval, kind, extendByMs, untilMs, reason, deciders, panels },
    { person, span, instant },
  ) =>
    `申请（${approval}）${
      {
        extension: `延期${extendByMs === undefined ? '' : ` ${span(extendByMs)}`}`,
        suspension: `挂起${untilMs === undefined ? '' : `至 ${instant(untilMs)}`}`,
        'force-close': '强制结案',
        return: '退单',
        void: '作废',
      }[kind]
    }${said(reason)}；${decide({ deciders, panels }, person)}`,
  'approval-reminded': ({ approval, dueAtMs, untold }, { instant }) =>
    untold === true
      ? `催审批来迟，${approval} 的时限 ${instant(dueAtMs)} 已过`
      : `催审批：${approval} 还未决定，时限 ${instant(dueAtMs)}`,
  voted: ({ approval, vote, for: place, reason }, { person }) =>
    `对 ${approval} 表决${vote === 'approve' ? '同意' : '不同意'}${placeOf(person, place)}${said(reason)}`,
  'approval-climbed': ({ approval, deciders, panels }, { person }) =>
    `${approval} 逾期未审批，转上一级；${decide({ deciders, panels }, person)}`,
  approved: ({ approval, by, for: place, reason }, { person }) =>
    by === undefined ? `${approval} 逾期未审批，视为批准` : `批准 ${approval}${placeOf(person, place)}${said(reason)}`,
  rejected: ({ approval, by, for: place, reason }, { person }) =>
    by === undefined ? `${approval} 逾期未审批，视为驳回` : `驳回 ${approval}${placeOf(person, place)}${said(reason)}`,
  'approval-lapsed': ({ approval, cause }) => `${approval} 失效，${cause === 'expired' ? '逾期未审批' : '情况已变'}`,
  extended: ({ fromAtMs, toAtMs }, { span, instant }) => `时限延长 ${span(toAtMs - fromAtMs)}，至 ${instant(toAtMs)}`,
  suspended: ({ untilMs }, { instant }) => `挂起至 ${instant(untilMs)}，暂停计时`,
  resumed: ({ by, handle }, { instant }) =>
    `${by === undefined ? '挂起期满' : '恢复办理'}，办理时限 ${instant(handle.dueAtMs)}`,
  'called-back': ({ answer, attempt, note }) =>
    `回访居民，${CALL_ANSWER_WORDS[answer]}${answer === 'unreachable' ? `（第 ${attempt} 次）` : ''}${said(note)}`,
  confirmed: () => '确认已解决',
  disputed: ({ reason }) => `不认可${said(reason)}`,
  withdrawn: ({ reason }) => `撤回${said(reason)}`,
  closed: ({ outcome }) => `结案，${OUTCOME_WORDS[outcome]}`,
  reopened: ({ reason, tier }, naming) => `重新打开，交${naming.tier(tier)}${said(reason)}`,
  supervised: ({ reason, answer }, { instant }) => `督办，答复时限 ${instant(answer.dueAtMs)}${said(reason)}`,
  answered: ({ note }) => `答复督办${said(note)}`,
  commented: ({ text, evidence }) => `留言${said(text)}${shown(evidence)}`,
  reclassified: ({ category, severity, reason }, naming) =>
    `改类为 ${naming.category(category)}，${SEVERITY_WORDS[severity]}${said(reason)}`,
  'rules-changed': ({ why, rules, reason }) =>
    `${
      {
        procedure: `改按规程 ${rules.procedure}@${rules.version}`,
        calendar: '改按新的工作日历',
        priority: `因改类，改按规程 ${rules.procedure}@${rules.version}`,
      }[why]
    }${said(reason)}`,
  staffed: ({ posts }, { person }) =>
    `当前在岗：${posts.map(({ role, people, called = people }) => `${role} ${called.map(person).join('、') || '无人'}`).join('；')}`,
  unstaffed: ({ role, tier, hops }, naming) =>
    `警报：${hops.some(({ why }) => why === 'not-competent') ? '无具备所需资格的人在岗' : '无人在岗'}（${role}，${naming.tier(tier)}）`,
  'not-told': ({ people, tier }, naming) =>
    `警报：无人收到通知（${naming.tier(tier)}）：${unreached(people, naming.person)}`,
  'handed-over': ({ from, to, why }, { person }) =>
    `${person(from)}${why === 'left' ? '已离任' : '不在岗'}，${to === undefined ? '重新通知在岗人员' : `由 ${person(to)} 接手`}`,
  quarantined: ({ what }) => `规则无法执行（${what}），停摆`,
  delegated: ({ to, untilMs, reason }, { person, instant }) =>
    `委托 ${person(to)} 代理，至 ${instant(untilMs)}${said(reason)}`,
  'delegation-ended': ({ from, to }, { person }) => `${person(to)} 对 ${person(from)} 的代理结束`,
  linked: ({ lead, reason }) => `并入 ${lead}${said(reason)}`,
  followed: ({ lead, what, tier }, naming) =>
    what === 'climbed' ? `随 ${lead} 升级到${naming.tier(tier)}` : `随 ${lead} 办结`,
  unlinked: ({ by, lead, reason }) =>
    `${by === undefined ? `${lead} 已结束，单独办理` : `取消与 ${lead} 的并案`}${said(reason)}`,
  'follower-joined': ({ follower }) => `${follower} 并入`,
  'follower-left': ({ follower }) => `${follower} 移出`,
  'command-refused': ({ command, by, code, message }) => `${by} 的信号 ${command} 被拒绝，${code}${said(message)}`,
};

interface Asked {
  readonly deciders: readonly string[];
  readonly panels: readonly { readonly people: readonly string[]; readonly need: number }[] | undefined;
}

/** Who may decide, and where one is not enough, how many have to agree. */
const decide = ({ deciders, panels }: Asked, person: (id: string) => string): string =>
  panels === undefined
    ? `由 ${deciders.map(person).join('、')} 审批`
    : `须 ${panels.map(({ people, need }) => `${people.map(person).join('、')}中 ${need} 人`).join('，以及 ')}同意`;
