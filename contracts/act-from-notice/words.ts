/** What the links of a letter, and the buttons behind them, are called. */
import type { Choice, NoticeQuestion } from './choices';
import type { Lang } from '../../domain/procedure/documents/words';

interface ActionWords {
  readonly choice: Readonly<Record<Choice, string>>;
  /** One link for several answers. */
  readonly question: Readonly<Record<NoticeQuestion, string>>;
}

const en: ActionWords = {
  choice: {
    acknowledge: 'Acknowledge',
    verify: 'It is a matter for us',
    decline: 'It is not',
    approve: 'Approve',
    reject: 'Reject',
    'report-in': 'Report in',
    'pass-check': 'Check passed',
    'fail-check': 'Check failed',
    satisfied: 'Resident is satisfied',
    dissatisfied: 'Resident is not satisfied',
    unreachable: 'Nobody answered',
    confirm: 'It is solved',
    dispute: 'It is not solved',
    answer: 'Answer',
  },
  question: {
    acknowledgement: 'Acknowledge',
    verification: 'Verify',
    approval: 'Decide',
    'report-in': 'Report in',
    check: 'Record the check',
    'call-back': 'Record the call',
    confirmation: 'Is it solved? Answer',
    answer: 'Answer',
  },
};

const zh: ActionWords = {
  choice: {
    acknowledge: '签收',
    verify: '属实，受理',
    decline: '不予受理',
    approve: '同意',
    reject: '不同意',
    'report-in': '报到',
    'pass-check': '核查通过',
    'fail-check': '核查不通过',
    satisfied: '居民满意',
    dissatisfied: '居民不满意',
    unreachable: '没联系上',
    confirm: '办好了',
    dispute: '没办好',
    answer: '答复督办',
  },
  question: {
    acknowledgement: '签收',
    verification: '核实',
    approval: '审批',
    'report-in': '报到',
    check: '登记核查',
    'call-back': '登记回访',
    confirmation: '办好没有，请答复',
    answer: '答复督办',
  },
};

const WORDS: Readonly<Record<Lang, ActionWords>> = { en, zh };

/** @param lang of the letter; what is not known here is English, as its text is */
export const actionWords = (lang: string): ActionWords => (lang in WORDS ? WORDS[lang as Lang] : en);
