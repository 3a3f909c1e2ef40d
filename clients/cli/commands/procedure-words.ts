/** What `doorstep procedure` says to people. */
import type { Aspect } from '../../../domain/procedure/fixtures/coverage';
import type { Failure } from '../../../domain/procedure/fixtures/expect';
import type { ClockKey } from '../../../domain/procedure/fixtures/scenario';
import { CLOCK_WORDS, FIELDS } from '../../../domain/procedure/fixtures/words';
import type { Lang } from '../words/words';

export interface ProcedureWords {
  readonly column: Readonly<Record<'procedure' | 'name' | 'tiers' | 'time' | 'scenarios' | 'file', string>>;
  readonly time: Readonly<Record<'natural' | 'working', string>>;
  readonly noFixtures: string;
  readonly unplayed: (procedure: string) => string;
  readonly holds: (facts: { file: string; procedure: string; scenarios: number }) => string;
  readonly fails: (facts: { file: string; procedure: string; scenarios: number; failed: number }) => string;
  readonly field: (field: Failure['field']) => string;
  readonly clock: (clock: ClockKey) => string;
  readonly again: (times: number) => string;
  readonly expected: string;
  readonly found: string;
  readonly missing: string;
  readonly unexpected: string;
  readonly asExpected: string;
  readonly nothing: string;
  readonly soFar: (zone: string) => string;
  readonly by: (actor: string) => string;
  readonly told: (lines: string) => string;
  readonly refused: (command: string, code: string) => string;
  readonly aspect: Readonly<Record<Aspect, string>>;
  readonly covered: (procedure: string) => string;
  readonly uncovered: (procedure: string) => string;
}

const ZH_FIELDS: Readonly<Record<string, string>> = {
  ...FIELDS,
  accepted: '命令被拒绝，而场景没有预料到',
  deadlines: '到期的时限没完没了',
};
const EN_FIELDS: Readonly<Record<string, string>> = {
  accepted: 'the command was refused, which the scenario does not say',
  deadlines: 'deadlines fall due without end',
};

export const procedureWords: Readonly<Record<Lang, ProcedureWords>> = {
  zh: {
    column: { procedure: '规程', name: '名称', tiers: '层级', time: '计时', scenarios: '场景', file: '文件' },
    time: { natural: '自然时间', working: '工作时间' },
    noFixtures: '没有场景文件（policies/fixtures/*.yaml）。',
    unplayed: (procedure) => `${procedure} 没有场景。`,
    holds: ({ file, procedure, scenarios }) => `✓ ${file}（${procedure}）：${scenarios} 个场景全部成立。`,
    fails: ({ file, procedure, scenarios, failed }) =>
      `✗ ${file}（${procedure}）：${scenarios} 个场景中有 ${failed} 个不成立。`,
    field: (field) => ZH_FIELDS[field] ?? field,
    clock: (clock) => CLOCK_WORDS[clock],
    again: (times) => `…… 同样的还有 ${times} 次`,
    expected: '应为',
    found: '实为',
    missing: '缺少',
    unexpected: '多出',
    asExpected: '相符',
    nothing: '无',
    soFar: (zone) => `经过（${zone}）：`,
    by: (actor) => (actor === 'ladder' ? '自动' : actor),
    told: (lines) => `通知 ${lines}`,
    refused: (command, code) => `${command} 被拒绝：${code}`,
    aspect: {
      tiers: '层级',
      stages: '阶段',
      clocks: '时限',
      commands: '操作',
      events: '事件',
      templates: '通知',
      outcomes: '结果',
    },
    covered: (procedure) => `${procedure}：每个层级、阶段、时限、操作、事件、通知和结果都有场景走到。`,
    uncovered: (procedure) => `${procedure}，没有场景走到：`,
  },
  en: {
    column: {
      procedure: 'procedure',
      name: 'name',
      tiers: 'tiers',
      time: 'counts',
      scenarios: 'scenarios',
      file: 'file',
    },
    time: { natural: 'natural time', working: 'working time' },
    noFixtures: 'There are no fixtures (policies/fixtures/*.yaml).',
    unplayed: (procedure) => `${procedure} has no scenarios.`,
    holds: ({ file, procedure, scenarios }) =>
      `✓ ${file} (${procedure}): ${scenarios === 1 ? 'its one scenario holds' : `all ${scenarios} scenarios hold`}.`,
    fails: ({ file, procedure, scenarios, failed }) =>
      `✗ ${file} (${procedure}): ${failed} of ${scenarios} scenarios ${failed === 1 ? 'fails' : 'fail'}.`,
    field: (field) => EN_FIELDS[field] ?? field,
    clock: (clock) => clock,
    again: (times) => `… ${times} more of the same`,
    expected: 'expected',
    found: 'found',
    missing: 'missing',
    unexpected: 'unexpected',
    asExpected: 'as expected',
    nothing: 'nothing',
    soFar: (zone) => `What happened so far (${zone}):`,
    by: (actor) => `by ${actor}`,
    told: (lines) => `told ${lines}`,
    refused: (command, code) => `${command} was refused: ${code}`,
    aspect: {
      tiers: 'tiers',
      stages: 'stages',
      clocks: 'clocks',
      commands: 'commands',
      events: 'events',
      templates: 'templates',
      outcomes: 'outcomes',
    },
    covered: (procedure) =>
      `${procedure}: every tier, stage, clock, command, event, template and outcome is reached by a scenario.`,
    uncovered: (procedure) => `${procedure}, reached by no scenario:`,
  },
};
