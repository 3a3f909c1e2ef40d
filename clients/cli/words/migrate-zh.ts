import type { MigrateWords } from './migrate';

export const migrateZh: MigrateWords = {
  column: {
    issue: '事项',
    unit: '地点',
    tier: '层级',
    deadline: '期限',
    shift: '变动',
    people: '当班',
    code: '代码',
    why: '原因',
  },
  unitColumn: { unit: '地点', moves: '期限变动的事项', largest: '最大变动' },
  title: ({ what, rules }) => (what === 'procedure' ? `在办事项改用 ${rules}：` : `在办事项改按 ${rules} 计算：`),
  looked: ({ open, same, changes, moves, refused }) =>
    `共查看 ${open} 件：${changes} 件会变（其中 ${moves} 件期限变动），${same} 件已适用，${refused} 件不能变。`,
  largest: (shift) => `最大变动：${shift}。`,
  move: ({ clock, from, to }) => {
    if (from === null) return `${clock}开始计时：${to}`;
    return to === null ? `${clock}不再计时（原为 ${from}）` : `${clock}：${from} → ${to}`;
  },
  left: ({ clock, from, to }) => `${clock}暂停中：剩余 ${from} → ${to}`,
  later: (span) => `推迟 ${span}`,
  earlier: (span) => `提前 ${span}`,
  joins: (names) => `改由当班：${names}`,
  leaves: (names) => `不再当班：${names}`,
  notices: (count, templates) => `通知：${count} 条（${templates}）。`,
  more: (count) => `……另有 ${count} 件；--json 列出全部。`,
  refused: '以下事项仍按原规程办理：',
  preview: (command) => `未作任何改动。要执行，请运行：${command}`,
  applied: ({ done, of, refused }) => `${of} 件中已改 ${done} 件，${refused} 件被拒绝。`,
  interrupted: '已中断。再次运行同一命令会接着做完。',
  oldEngines: '引擎启动时读取文件，尚不知道这些改动。请重新启动引擎，再运行此命令。',
  reason: { procedure: '规程新版本已生效。', calendar: '新日历已生效。' },
  counted: (code, count) => `${code}：${count}`,
};
