/** What `doorstep import` says, in both languages. */
import type { ImportCounts } from '../../import/run';
import type { Lang } from '../words/words';

interface ImportWords {
  readonly argument: { readonly file: string; readonly url: string };
  readonly option: Readonly<
    Record<'mapping' | 'dryRun' | 'skipBad' | 'rate' | 'from' | 'to' | 'jurisdiction' | 'most' | 'pause', string>
  >;
  readonly progress: (so: ImportCounts) => string;
  readonly result: (so: ImportCounts, seconds: number) => string;
  readonly foretold: (so: ImportCounts) => string;
  readonly stopped: string;
}

export const importWords: Readonly<Record<Lang, ImportWords>> = {
  en: {
    argument: { file: 'a CSV file with a header', url: 'the endpoint of another Open311 server' },
    option: {
      mapping: 'the YAML document that says how rows become issues (docs/import.md)',
      dryRun: 'read everything, list every problem by its line, and write nothing',
      skipBad: 'leave out rows that can’t be imported instead of refusing all',
      rate: 'open issues a second, at most',
      from: 'the first day to ask for',
      to: 'the last instant to ask for; now when left out',
      jurisdiction: 'as the other server names it',
      most: 'requests that the other server gives at once',
      pause: 'time between two requests to the other server',
    },
    progress: ({ rows, bad, closed, open, closedBefore, openBefore }) =>
      `${rows} rows: ${closed} closed and ${open} open imported, ${closedBefore + openBefore} known before, ${bad} bad`,
    result: ({ closed, open, closedBefore, openBefore, bad }, seconds) =>
      `Imported ${closed} closed and ${open} open issues in ${seconds.toFixed(1)} s. ${closedBefore + openBefore} were there before, ${bad} rows were left out.`,
    foretold: ({ rows, closed, open, bad }) =>
      `${rows} rows: ${closed} closed and ${open} open ones can be imported, ${bad} can't. Nothing was written.`,
    stopped: 'Stopped. Run it again to go on; what was imported counts once.',
  },
  zh: {
    argument: { file: '带表头的 CSV 文件', url: '另一个 Open311 服务器的端点' },
    option: {
      mapping: '说明各行如何成为事项的 YAML 文件（docs/import.md）',
      dryRun: '只读取，按行列出所有问题，不写入',
      skipBad: '略过不能导入的行，而不是全部拒绝',
      rate: '每秒最多导入多少件未结事项',
      from: '从哪一天开始',
      to: '到何时为止；不填为现在',
      jurisdiction: '对方服务器所用的辖区名',
      most: '对方服务器一次最多给出多少件',
      pause: '两次请求之间的间隔',
    },
    progress: ({ rows, bad, closed, open, closedBefore, openBefore }) =>
      `${rows} 行：已导入已结 ${closed} 件、未结 ${open} 件，先前已有 ${closedBefore + openBefore} 件，有问题 ${bad} 行`,
    result: ({ closed, open, closedBefore, openBefore, bad }, seconds) =>
      `${seconds.toFixed(1)} 秒内导入已结 ${closed} 件、未结 ${open} 件。先前已有 ${closedBefore + openBefore} 件，略过 ${bad} 行。`,
    foretold: ({ rows, closed, open, bad }) =>
      `${rows} 行：可导入已结 ${closed} 件、未结 ${open} 件，${bad} 行不能导入。没有写入任何内容。`,
    stopped: '已停止。再次运行会接着导入；已导入的只算一次。',
  },
};
