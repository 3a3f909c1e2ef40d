/** What `doorstep retention` says to people. */
import type { Lang } from '../words/words';

interface RetentionWords {
  readonly option: Readonly<Record<'reason', string>>;
  readonly category: Readonly<Record<'words' | 'evidence', string>>;
  readonly column: Readonly<Record<'category' | 'kept' | 'due' | 'held', string>>;
  readonly forGood: string;
  readonly days: (count: number) => string;
  readonly removed: (facts: { category: string; count: number }) => string;
  readonly nothing: string;
  readonly notWritten: string;
  readonly isHeld: (issue: string) => string;
  readonly released: (issue: string) => string;
  readonly none: string;
  readonly holdColumn: Readonly<Record<'issue' | 'since' | 'by' | 'reason', string>>;
}

export const retentionWords: Readonly<Record<Lang, RetentionWords>> = {
  en: {
    option: { reason: 'why; it stays on record' },
    category: { words: 'words of issues', evidence: 'files' },
    column: {
      category: 'what',
      kept: 'kept after the close',
      due: 'would be removed now',
      held: 'left, for it is held',
    },
    forGood: 'for good',
    days: (count) => `${count} days`,
    removed: ({ category, count }) => `${category}: ${count} removed`,
    nothing: 'Nothing is old enough.',
    notWritten: 'There is no retention.yaml here: words and files are kept for good.',
    isHeld: (issue) => `${issue} is held: nothing of it is removed until it is released.`,
    released: (issue) => `${issue} is released.`,
    none: 'No issue is held.',
    holdColumn: { issue: 'issue', since: 'since', by: 'by', reason: 'reason' },
  },
  zh: {
    option: { reason: '理由；会留存' },
    category: { words: '事项文字', evidence: '文件' },
    column: { category: '内容', kept: '结案后保留', due: '现可删除', held: '因保全而保留' },
    forGood: '永久',
    days: (count) => `${count} 天`,
    removed: ({ category, count }) => `${category}：已删除 ${count}`,
    nothing: '没有到期的内容。',
    notWritten: '此处没有 retention.yaml：文字和文件永久保留。',
    isHeld: (issue) => `${issue} 已保全：解除前不删除其任何内容。`,
    released: (issue) => `${issue} 已解除保全。`,
    none: '没有被保全的事项。',
    holdColumn: { issue: '事项', since: '起始', by: '提出者', reason: '理由' },
  },
};
