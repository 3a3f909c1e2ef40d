/** How the summary names what practice knows beyond the ladder. */
import type { Lang } from '../../cli/words/words';
import type { Practice } from './practice';

type Figures = { readonly [G in keyof Practice]: Readonly<Record<keyof Practice[G], string>> };

export interface PracticeWords {
  readonly title: string;
  readonly groups: Readonly<Record<keyof Practice, string>>;
  readonly figures: Figures;
  readonly seen: string;
  readonly notSeen: (figures: readonly string[]) => string;
  /** The verdict where everything was seen, and where it was not: whether it had to be. */
  readonly allSeen: string;
  readonly missing: (what: readonly string[], isPromised: boolean) => string;
}

const en: PracticeWords = {
  title: 'What practice knows beyond the ladder',
  groups: {
    verification: 'looked at first',
    dispatch: 'dispatched',
    joint: 'handled together',
    check: 'checked on the spot',
    callBack: 'called back',
    suspension: 'suspended',
    quorum: 'decided by several',
    supervision: 'supervised',
    problem: 'problem cases',
    link: 'linked',
    deputy: 'deputies',
    expiry: 'forgotten',
    word: 'by the people',
  },
  figures: {
    verification: { reports: 'reports', verified: 'verified', declined: 'declined', unseen: 'nobody looked' },
    dispatch: {
      dispatched: 'dispatches',
      handled: 'handled by the party',
      returned: 'given back and confirmed',
      overdue: 'left to its time',
    },
    joint: {
      summoned: 'units summoned',
      inTime: 'reported in in time',
      late: 'only when called out',
      absent: 'never came',
      finished: 'did their part',
      released: 'released',
    },
    check: { asked: 'to check', passed: 'passed', failed: 'failed, to be redone', unseen: 'nobody came' },
    callBack: {
      calls: 'calls',
      satisfied: 'satisfied',
      dissatisfied: 'dissatisfied',
      unreachable: 'nobody answered',
    },
    suspension: { asked: 'asked', suspended: 'suspended', resumed: 'resumed' },
    quorum: { questions: 'questions', decided: 'decided', voices: 'voices' },
    supervision: { supervised: 'supervised', answered: 'answered' },
    problem: { issues: 'issues', raised: 'became problem cases' },
    link: { linked: 'linked', climbed: 'climbed with their lead', handled: 'handled with their lead' },
    deputy: { named: 'deputies named', acted: 'steps in their place' },
    expiry: { warned: 'deadlines warned of', expired: 'acknowledgements expired', renewed: 'taken up again' },
    word: { comments: 'comments', reopened: 'reopened', withdrawn: 'withdrawn' },
  },
  seen: 'seen',
  notSeen: (figures) => `not seen: ${figures.join(', ')}`,
  allSeen: 'All of it was seen.',
  missing: (what, isPromised) =>
    isPromised
      ? `The demo did not show what it has to show: ${what.join('; ')}.`
      : `Not seen with this seed and these reports: ${what.join('; ')}.`,
};

const zh: PracticeWords = {
  title: '阶梯之外的各项机制',
  groups: {
    verification: '先行核实',
    dispatch: '派单',
    joint: '吹哨联办',
    check: '现场核查',
    callBack: '电话回访',
    suspension: '挂起',
    quorum: '多人表决',
    supervision: '督办',
    problem: '疑难事项',
    link: '并案',
    deputy: '代理',
    expiry: '到期提醒',
    word: '群众之声',
  },
  figures: {
    verification: { reports: '需核实', verified: '属实', declined: '不予受理', unseen: '无人核实按属实' },
    dispatch: { dispatched: '派出', handled: '由单位办结', returned: '退单经同意', overdue: '单位逾期' },
    joint: {
      summoned: '吹哨单位',
      inTime: '按时报到',
      late: '催后才到',
      absent: '始终未到',
      finished: '完成分工',
      released: '解除分工',
    },
    check: { asked: '待核查', passed: '通过', failed: '不通过返工', unseen: '无人核查' },
    callBack: { calls: '回访', satisfied: '满意', dissatisfied: '不满意', unreachable: '未接通' },
    suspension: { asked: '申请', suspended: '挂起', resumed: '恢复' },
    quorum: { questions: '需多人同意', decided: '表决出结果', voices: '票数' },
    supervision: { supervised: '督办', answered: '已答复' },
    problem: { issues: '全部事项', raised: '列为疑难' },
    link: { linked: '并案', climbed: '随主件升级', handled: '随主件办结' },
    deputy: { named: '委托', acted: '代办步骤' },
    expiry: { warned: '临期提醒', expired: '签收失效', renewed: '再次签收' },
    word: { comments: '留言', reopened: '重新打开', withdrawn: '撤回' },
  },
  seen: '已演示',
  notSeen: (figures) => `未演示：${figures.join('、')}`,
  allSeen: '以上各项均已演示。',
  missing: (what, isPromised) =>
    isPromised ? `演示缺了应有的内容：${what.join('；')}。` : `这次的种子和上报里没有出现：${what.join('；')}。`,
};

export const practiceWords: Readonly<Record<Lang, PracticeWords>> = { en, zh };
