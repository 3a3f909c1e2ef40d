/** What `doorstep action-links` says to people. */
import type { Lang } from '../words/words';

interface ActionLinksWords {
  readonly person: string;
  readonly none: string;
  readonly column: Readonly<Record<'seq' | 'person' | 'channel' | 'answers' | 'until' | 'standing', string>>;
  readonly open: string;
  readonly expired: string;
  readonly revoked: (at: string) => string;
  readonly used: (facts: { choice: string; at: string }) => string;
  readonly tookBack: (count: number) => string;
}

export const actionLinksWords: Readonly<Record<Lang, ActionLinksWords>> = {
  en: {
    person: 'only those of this person',
    none: 'No links.',
    column: {
      seq: '#',
      person: 'person',
      channel: 'channel',
      answers: 'answers',
      until: 'good until',
      standing: 'now',
    },
    open: 'not used',
    expired: 'too old',
    revoked: (at) => `taken back ${at}`,
    used: ({ choice, at }) => `answered ${at}: ${choice}`,
    tookBack: (count) => (count === 1 ? '1 link was taken back.' : `${count} links were taken back.`),
  },
  zh: {
    person: '只看此人的',
    none: '没有链接。',
    column: { seq: '#', person: '人员', channel: '渠道', answers: '能做的答复', until: '有效至', standing: '现状' },
    open: '未使用',
    expired: '已过期',
    revoked: (at) => `${at} 撤销`,
    used: ({ choice, at }) => `${at} 已答复：${choice}`,
    tookBack: (count) => `撤销了 ${count} 个链接。`,
  },
};
