import { CLOCK_WORDS } from '../../../domain/procedure/fixtures/words';
import type { Charge, Wait, Wake } from '../../../domain';
import type { Counts, ExplainWords } from './words';

const COUNTED: Readonly<Record<keyof Counts, (count: number) => string>> = {
  disputes: (count) => `居民不认可 ${count} 次`,
  reopenings: (count) => `重新打开 ${count} 次`,
  reworks: (count) => `返工 ${count} 次`,
  returns: (count) => `${count} 个单位退单`,
  unreached: (count) => `回访未接通 ${count} 次`,
  rounds: (count) => `走完整个阶梯 ${count} 遍`,
};

/** What a wake is: that the time is over, or something that only happens. */
const rings = (clock: Wake['clock']): string => HAPPENS[clock] ?? `${CLOCK_WORDS[clock]}到期`;
const HAPPENS: Readonly<Partial<Record<Wake['clock'], string>>> = {
  warning: '发出临期提醒',
  'approval-reminder': '催未表态的审批人',
  renew: '签收失效',
};

const CHARGES: Readonly<Record<Charge['why'], string>> = {
  term: '规程时限',
  extension: '延期',
  suspension: '挂起',
  dispatch: '派单期间停表',
  waiting: '等待他人期间停表',
  calendar: '工作日历有变，',
  procedure: '规程有变，',
  priority: '类别或轻重有变，',
};
const CHANGES: readonly Charge['why'][] = ['calendar', 'procedure', 'priority'];

export const explainZh: ExplainWords = {
  about: ({ issue, category, unit, severity, reporter, opened }) =>
    `${issue}：${category}，${unit}，${severity}；${reporter} 上报，${opened}受理。`,
  stands: ({ stage, tier, party, since, procedure, assignee }) =>
    `目前${stage}，由${tier}负责，自 ${since}${party === null ? '' : `，已派单给 ${party}`}${assignee === null ? '' : `，已指派 ${assignee}`}；规程 ${procedure}。`,
  closed: ({ outcome, at, procedure }) => `已于 ${at} 结案：${outcome}。规程 ${procedure}。`,
  counted: (counts) => {
    const said = (Object.keys(COUNTED) as (keyof Counts)[]).flatMap((name) =>
      counts[name] > 0 ? [COUNTED[name](counts[name])] : [],
    );
    return `至今${said.join('，')}。`;
  },
  problem: (cause) => `已列为疑难事项：${{ reworks: '返工次数太多', units: '转过的单位太多' }[cause]}。`,
  quarantined: ({ what, since }) => `自 ${since} 起规则无法执行（${what}），已停摆；更换规则后才会继续。`,
  waits: ({ what, whom, role, since, until, rule, provisional }) =>
    `正在等${whom === '' ? '' : ` ${whom}（${role}）`}${what}，自 ${since}${until === null ? '' : `，至 ${until}${provisional ? '（暂定：届时节假日尚未公布）' : ''}`}。依据：${rule}。`,
  then: ({ what, then }, nextTier) =>
    what === 'approval' && then === 'escalate' ? '届时未审批，转由审批人的上一级审批。' : THEN[then](nextTier),
  next: ({ at, clock, then }) => `下一步自动发生：${at}，${rings(clock)}。${then}`,
  warns: ({ what, at }) => `临期提醒：${at}（${what}）。`,
  reminds: ({ id, at }) => `催审批：${at}，届时还未就 ${id} 表态的人会收到。`,
  question: ({ id, kind, by, measure }) => `${by} 申请（${id}）${kind}${measure === null ? '' : `（${measure}）`}。`,
  panel: ({ need, of }) => `${of.join('、')}中须有 ${need} 人同意。`,
  votes: (votes) =>
    votes.length === 0
      ? '还没有人表决。'
      : `已表决：${votes.map((vote) => `${vote.by}${vote.for === null ? '' : `（代 ${vote.for}）`}${{ approve: '同意', reject: '不同意' }[vote.vote]}`).join('、')}。`,
  charge: ({ why, span, earlier, due }) =>
    CHANGES.includes(why)
      ? `${CHARGES[why]}${earlier ? '提前' : '推后'} ${span}，时限 ${due}`
      : `${CHARGES[why]} ${span}，时限 ${due}`,
  competence: ({ tags, lacking }) =>
    `只通知具备此资格的人：${tags}。${lacking.length === 0 ? '' : `因不具备而略过：${lacking.join('、')}。`}`,
  ledger: ({ what, entries }) => `${what}时限的由来：${entries.join('；')}。`,
  nothingByItself: '不会再自动发生任何事。',
  offers: '现在可以做的：',
  noOffers: '现在没有可做的操作。',
  zone: (zone) => `时间为 ${zone} 时区。`,
  others: (count) => `另外 ${count} 人`,
  or: (names) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')}或${names.at(-1)}`),
};

const THEN: Readonly<Record<Wait['then'], (nextTier: string | null) => string>> = {
  remind: () => '届时无人处理，再次催办原责任人。',
  escalate: (nextTier) => `届时无人处理，升级到${nextTier ?? '上一级'}。`,
  alert: () => '届时无人处理，发出告警；末级兜底，事项不会丢失。',
  lapse: () => '届时未审批，申请失效。',
  approve: () => '届时未审批，视为同意。',
  reject: () => '届时未审批，视为不同意。',
  resume: () => '届时恢复计时，剩余时间不变。',
  open: () => '届时无人核实，按属实受理，交第一级。',
  'call-again': () => '届时没有动静，再次催促。',
  'ask-unchecked': () => '届时无人核查，直接请居民确认，记为未核查。',
  'close-unconfirmed': () => '届时居民仍未答复，按“未确认”结案。',
  nothing: () => '',
};
