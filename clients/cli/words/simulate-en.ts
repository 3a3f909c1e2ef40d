import type { SimulateWords } from './simulate';

export const simulateEn: SimulateWords = {
  history: {
    rules: 'By these rules:',
    happened: 'this happened (UTC):',
    broken: 'Broken:',
    reporter: 'reported by',
    calendar: 'working time by calendar',
    tier: 'tier',
    reports: 'a report',
    ladder: 'the ladder',
    again: 'again',
    next: 'waits for',
    nothing: 'waits for nothing',
    nobody: 'nobody',
    there: (people) => `there: ${people}`,
    looked: (who) => `[who is there: ${who}]`,
    notTold: (people) => `not told: ${people}`,
    cameAt: (time) => `(came ${time})`,
    reminders: (every, times) => `then every ${every}, ${times} times`,
    decideWithin: 'to be decided within',
  },
  played: ({ histories, seeds, lengths, steps, events, seconds, workers, seed }) =>
    `${histories} histories of ${seeds} seeds from ${seed} (${lengths} steps, ${steps} of them played: histories of one seed begin alike; ${events} events) in ${seconds} s with ${workers} worker(s).`,
  commands: ({ accepted, wakes, repeated, calendars }) =>
    `Commands accepted: ${accepted}; repeated: ${repeated}. Deadlines decided: ${wakes}. Histories that count working time: ${calendars}.`,
  refused: 'Refused:',
  recorded: 'Events:',
  speed: ({ perSecond, perCpu, stepsPerCpu, cpuSeconds }) =>
    `${perSecond} histories per second; ${perCpu} and ${stepsPerCpu} steps per second of processor time (${cpuSeconds} s used).`,
  machine: ({ cpu, cores, node, load }) => `Machine: ${cpu}, ${cores} cores, Node ${node}; load before: ${load}.`,
  kept: (promises) => `All ${promises} promises were kept.`,
  breached: ({ check, times, of, seed }) =>
    `"${check}" was broken by ${times} of ${of} histories, first by seed ${seed}; made small:`,
  replay: 'To play it again, save this line as a file and give it to `doorstep simulate --replay <file>`:',
  replayKept: 'Played again, this history keeps every promise.',
};
