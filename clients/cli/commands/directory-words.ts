/** What `doorstep directory` says to people. */
import type { ChangeCounts } from '../../../store';
import type { Lang } from '../words/words';

type Column = 'change' | 'kind' | 'key' | 'what' | 'version' | 'at' | 'actor' | 'reason' | 'counts';

interface DirectoryWords {
  readonly argument: Readonly<Record<'path' | 'kind' | 'key', string>>;
  readonly option: Readonly<Record<'dryRun' | 'format' | 'out' | 'atVersion', string>>;
  readonly column: Readonly<Record<Column, string>>;
  readonly change: Readonly<Record<keyof ChangeCounts, string>>;
  /** Kinds that have a word; others are called as they are written. */
  readonly kind: Readonly<Record<string, string>>;
  readonly counts: (counts: ChangeCounts) => string;
  readonly same: (version: number) => string;
  readonly dryRun: string;
  readonly written: (facts: { version: number; against: number }) => string;
  readonly more: (count: number) => string;
  readonly exported: (facts: { version: number; files: number; folder: string }) => string;
  readonly none: string;
  readonly holds: (facts: { kind: string; key: string; version: number }) => string;
  readonly held: (facts: { kind: string; key: string; until: number }) => string;
}

export const directoryWords: Readonly<Record<Lang, DirectoryWords>> = {
  en: {
    argument: {
      path: 'a community document (YAML), a table named after its section (people.csv), or a folder of either',
      kind: 'person, unit, post, role, category, route, head, …',
      key: 'its id; of a post role@unit',
    },
    option: {
      dryRun: 'show what would change, and write nothing',
      format: 'yaml: one community document; csv: a table for each section',
      out: 'write files into this folder; CSV needs one',
      atVersion: 'as it was in this version',
    },
    column: {
      change: 'change',
      kind: 'kind',
      key: 'key',
      what: 'what',
      version: 'version',
      at: 'when',
      actor: 'who',
      reason: 'why',
      counts: 'changes',
    },
    change: { added: 'added', changed: 'changed', moved: 'moved', removed: 'removed' },
    kind: {},
    counts: ({ added, changed, moved, removed }) =>
      `${added} added, ${changed} changed, ${moved} moved, ${removed} removed`,
    same: (version) => `Nothing differs from version ${version} of the directory.`,
    dryRun: 'Nothing was written. The same without --dry-run brings it in.',
    written: ({ version, against }) =>
      against === 0 ? `Version ${version} is in force.` : `Version ${version} is in force, in place of ${against}.`,
    more: (count) => `… and ${count} more; --json lists all.`,
    exported: ({ version, files, folder }) => `Version ${version}: ${files} file(s) written to ${folder}.`,
    none: 'The directory has no version yet.',
    holds: ({ kind, key, version }) => `${kind} ${key}, since version ${version}:`,
    held: ({ kind, key, until }) => `${kind} ${key} was removed in version ${until}. It was last:`,
  },
  zh: {
    argument: {
      path: '社区文件（YAML）、以部分命名的表格（people.csv），或装有它们的文件夹',
      kind: 'person、unit、post、role、category、route、head 等',
      key: '编号；岗位写作 角色@单元',
    },
    option: {
      dryRun: '只显示会改什么，不写入',
      format: 'yaml：一份社区文件；csv：每个部分一张表',
      out: '写到这个文件夹；CSV 必须给出',
      atVersion: '取这个版本时的内容',
    },
    column: {
      change: '变动',
      kind: '类型',
      key: '键',
      what: '内容',
      version: '版本',
      at: '时间',
      actor: '操作人',
      reason: '原因',
      counts: '变动数',
    },
    change: { added: '新增', changed: '更改', moved: '移动', removed: '删除' },
    kind: {
      head: '社区',
      unit: '单元',
      person: '人员',
      role: '角色',
      post: '岗位',
      category: '类别',
      route: '路由',
      absence: '缺勤',
      deputy: '代理',
      rotation: '轮值',
      override: '换班',
    },
    counts: ({ added, changed, moved, removed }) => `新增 ${added}，更改 ${changed}，移动 ${moved}，删除 ${removed}`,
    same: (version) => `与名录第 ${version} 版没有差别。`,
    dryRun: '没有写入任何内容。去掉 --dry-run 再运行即生效。',
    written: ({ version, against }) =>
      against === 0 ? `第 ${version} 版生效。` : `第 ${version} 版生效，取代第 ${against} 版。`,
    more: (count) => `……还有 ${count} 项；--json 列出全部。`,
    exported: ({ version, files, folder }) => `第 ${version} 版：${files} 个文件已写入 ${folder}。`,
    none: '名录还没有版本。',
    holds: ({ kind, key, version }) => `${kind} ${key}，自第 ${version} 版起：`,
    held: ({ kind, key, until }) => `${kind} ${key} 在第 ${until} 版中删除。最后的内容：`,
  },
};
