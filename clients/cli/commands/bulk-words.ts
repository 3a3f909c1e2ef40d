/** What `doorstep bulk` says to people. */
import type { FieldKind } from '../../../domain';
import type { Lang } from '../words/words';

export interface Counts {
  readonly accepted: number;
  readonly refused: number;
  readonly failed: number;
  readonly unsent: number;
}

export interface BulkWords {
  readonly about: string;
  readonly option: Readonly<Record<'issues' | 'issuesFrom' | 'dryRun' | 'yes' | 'bulkId' | 'atOnce', string>>;
  /** What a field takes, where no better word for it is known. */
  readonly field: Readonly<Partial<Record<FieldKind, string>>>;
  readonly otherField: string;
  readonly begun: (facts: { bulk: string; command: string; issues: number; by: string }) => string;
  readonly foretold: (facts: { accepted: number; counted: number; refused: number; codes: string }) => string;
  readonly question: (facts: { command: string; issues: number; by: string }) => string;
  /** Answers that mean yes. */
  readonly yes: readonly string[];
  readonly progress: (facts: { done: number; of: number; refused: number; failed: number }) => string;
  readonly summary: (facts: Counts & { issues: number; seconds: string }) => string;
  readonly goOn: (bulk: string) => string;
  readonly column: Readonly<Record<'code' | 'count' | 'meaning' | 'would', string>>;
  readonly would: Readonly<Record<'accepted' | 'counted' | 'refused', string>>;
  readonly more: (count: number) => string;
}

export const bulkWords: Readonly<Record<Lang, BulkWords>> = {
  en: {
    about: 'give one command to many issues; without --stage those that are not closed',
    option: {
      issues: 'these issues: ids with commas',
      issuesFrom: 'issues from a file, or - for stdin: an id a line, or JSON lines with an "issue"',
      dryRun: 'say issue by issue what the rules would do, and send nothing',
      yes: 'do not ask; needed without a terminal',
      bulkId: 'names the bulk; the id of an interrupted one goes on with it, and every command counts once',
      atOnce: 'how many issues at once, 64 at most',
    },
    field: {
      id: 'an id',
      'id?': 'an id',
      text: 'text',
      'text?': 'text',
      'span?': 'for example 2h',
      instant: 'ISO 8601',
      'instant?': 'ISO 8601',
    },
    otherField: 'JSON, or else text',
    begun: ({ bulk, command, issues, by }) =>
      `Bulk ${bulk}: ${command}, ${issues} issue(s), as ${by}. Should it be interrupted, go on with --bulk-id ${bulk}.`,
    foretold: ({ accepted, counted, refused, codes }) =>
      [
        `By the rules as things stand: ${accepted} would be accepted, ${refused} refused${codes === '' ? '' : ` (${codes})`}`,
        ...(counted === 0 ? [] : [`${counted} counted already`]),
      ].join(', ') + '.',
    question: ({ command, issues, by }) => `Give ${command} to ${issues} issue(s) as ${by}? [y/N] `,
    yes: ['y', 'yes'],
    progress: ({ done, of, refused, failed }) => `${done} of ${of} · ${refused} refused · ${failed} failed`,
    summary: ({ issues, accepted, refused, failed, unsent, seconds }) =>
      `${issues} issue(s): ${accepted} accepted, ${refused} refused, ${failed} failed, ${unsent} not sent; ${seconds} s.`,
    goOn: (bulk) => `What failed may count still. The same again with --bulk-id ${bulk} counts every command once.`,
    column: { code: 'code', count: 'issues', meaning: 'meaning', would: 'would be' },
    would: { accepted: 'accepted', counted: 'counted already', refused: 'refused' },
    more: (count) => `and ${count} more`,
  },
  zh: {
    about: '批量操作：对许多事项发出同一命令；不写 --stage 则不含已结案的',
    option: {
      issues: '这些事项：编号用逗号隔开',
      issuesFrom: '从文件读取事项，- 为标准输入：每行一个编号，或含 "issue" 的 JSON 行',
      dryRun: '逐个说明按规则会怎样，不发出任何命令',
      yes: '不再询问；没有终端时必须给出',
      bulkId: '批量编号；用中断的那次的编号可继续，每条命令只算一次',
      atOnce: '同时进行多少个，最多 64',
    },
    field: {
      id: '编号',
      'id?': '编号',
      text: '文字',
      'text?': '文字',
      'span?': '例如 2h',
      instant: 'ISO 8601',
      'instant?': 'ISO 8601',
    },
    otherField: 'JSON，否则按文字',
    begun: ({ bulk, command, issues, by }) =>
      `批量 ${bulk}：由 ${by} 对 ${issues} 个事项执行 ${command}。若中断，用 --bulk-id ${bulk} 继续。`,
    foretold: ({ accepted, counted, refused, codes }) =>
      [
        `按现状和规则：${accepted} 个会被接受，${refused} 个会被拒绝${codes === '' ? '' : `（${codes}）`}`,
        ...(counted === 0 ? [] : [`${counted} 个先前已生效`]),
      ].join('，') + '。',
    question: ({ command, issues, by }) => `由 ${by} 对 ${issues} 个事项执行 ${command}？[y/N] `,
    yes: ['y', 'yes', '是', '好'],
    progress: ({ done, of, refused, failed }) => `${done}/${of} · 拒绝 ${refused} · 失败 ${failed}`,
    summary: ({ issues, accepted, refused, failed, unsent, seconds }) =>
      `共 ${issues} 个事项：接受 ${accepted}，拒绝 ${refused}，失败 ${failed}，未发出 ${unsent}；用时 ${seconds} 秒。`,
    goOn: (bulk) => `失败的仍可能生效。加上 --bulk-id ${bulk} 再次运行，每条命令只算一次。`,
    column: { code: '代码', count: '事项数', meaning: '含义', would: '结果' },
    would: { accepted: '接受', counted: '先前已生效', refused: '拒绝' },
    more: (count) => `等 ${count} 个`,
  },
};
