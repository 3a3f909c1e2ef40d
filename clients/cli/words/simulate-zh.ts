import type { SimulateWords } from './simulate';

export const simulateZh: SimulateWords = {
  history: {
    rules: '规则：',
    happened: '经过（UTC）：',
    broken: '违反：',
    reporter: '上报人',
    calendar: '工作时间按日历',
    tier: '层级',
    reports: '上报',
    ladder: '阶梯',
    again: '重发',
    next: '等待',
    nothing: '不再等待',
    nobody: '无人',
    there: (people) => `在岗：${people}`,
    looked: (who) => `［在岗情况：${who}］`,
    notTold: (people) => `通知不到：${people}`,
    cameAt: (time) => `（${time} 到达）`,
    reminders: (every, times) => `之后每 ${every} 提醒，共 ${times} 次`,
    decideWithin: '审批时限',
  },
  played: ({ histories, seeds, lengths, steps, events, seconds, workers, seed }) =>
    `自种子 ${seed} 起 ${seeds} 个种子，共 ${histories} 段经过（${lengths} 步，其中实际演算 ${steps} 步：同一种子的经过开头相同；${events} 个事件），用时 ${seconds} 秒，${workers} 个线程。`,
  commands: ({ accepted, wakes, repeated, calendars }) =>
    `接受的命令：${accepted}；重发：${repeated}。到期处理：${wakes}。按工作时间计算的经过：${calendars}。`,
  refused: '拒绝：',
  recorded: '事件：',
  speed: ({ perSecond, perCpu, stepsPerCpu, cpuSeconds }) =>
    `每秒 ${perSecond} 段；每秒处理器时间 ${perCpu} 段、${stepsPerCpu} 步（共用 ${cpuSeconds} 秒）。`,
  machine: ({ cpu, cores, node, load }) => `机器：${cpu}，${cores} 核，Node ${node}；开始前负载：${load}。`,
  kept: (promises) => `全部 ${promises} 项保证均未被违反。`,
  breached: ({ check, times, of, seed }) =>
    `“${check}”在 ${of} 段经过中被违反 ${times} 次，首见于种子 ${seed}；缩减后：`,
  replay: '要重放，请把下面一行存为文件，再运行 `doorstep simulate --replay <文件>`：',
  replayKept: '重放后，这段经过没有违反任何保证。',
};
