/**
 * The documents that ship, in hours that a stack can play fast: a day of practice is the seven hours in which an office
 * works, and five minutes of an emergency are an hour. What comes before what stays as it was.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import type { Command, Instant, IssueState, Span } from '../../domain';
import { buildDirectory } from '../../domain/directory/directory';
import { pin } from '../../domain/directory/pin';
import { between } from '../../domain/kernel/term';
import { lookUpIn } from '../../domain/procedure/fixtures/look-up';
import { Play, type Entry, type Watcher } from '../../domain/procedure/fixtures/play';
import type { Scenario, Step, When } from '../../domain/procedure/fixtures/scenario';
import type { Policies } from '../../domain/procedure/policies';

/** Of a usual day of the calendar that ships. */
const WORKING_HOURS = 7;
const EMERGENCY = 12;

/** How terms are written in the copy. Working time stands still at night, however fast clocks run. */
const REWRITTEN: Readonly<Record<string, (text: string) => string>> = {
  joint: (text) =>
    text
      .replace(/\b(\d+)w?d\b/g, (_, days: string) => `${Number(days) * WORKING_HOURS}h`)
      .replace(/\b(\d+)w([mh])\b/g, '$1$2'),
  urgent: (text) =>
    text.replace(/\b(\d+)([mh])\b/g, (_, count: string, unit: string) => `${Number(count) * EMERGENCY}${unit}`),
};

/** @param folder which is empty */
export function layOutInHours(folder: string): string {
  cpSync(join(packageRoot(), 'policies'), folder, { recursive: true, filter: (path) => !path.endsWith('.ts') });
  for (const [procedure, rewritten] of Object.entries(REWRITTEN)) {
    const path = join(folder, 'procedures', `${procedure}.yaml`);
    writeFileSync(path, rewritten(readFileSync(path, 'utf8')));
  }
  const community = join(folder, 'community.yaml');
  writeFileSync(community, readFileSync(community, 'utf8').replace(ROTA, ''));
  return folder;
}

/** Sections by which it depends on the day who is there: the stack plays today what a scenario plays in its own time. */
const ROTA = /^(?:absences|deputies|rotations|overrides):\n(?:(?: .*|#.*|)\n)*/gm;

/** As if everybody of a post were always there, as the copy has it. */
export function withoutRota(policies: Policies): Policies {
  const community = { ...policies.community, absences: [], deputies: [], rotations: [], overrides: [] };
  return { ...policies, community, directory: buildDirectory(community) };
}

export const UNWATCHED: Watcher = {
  stood: () => undefined,
  accepted: () => undefined,
  ranOut: () => undefined,
  happened: () => undefined,
};

export interface InHours {
  readonly scenario: Scenario;
  /** What the documents that ship say of it. */
  readonly timeline: readonly Entry[];
}

/** The same scenario for the copy, up to the step that would end later than `longestMs` after the report. */
export function inHours(scenario: Scenario, shipped: Policies, longestMs: Span): InHours {
  const play = new Play(scenario, pin(shipped, scenario.report), UNWATCHED, lookUpIn(shipped));
  const steps: Step[] = [];
  let shippedMs = scenario.atMs;
  let copiedMs = scenario.atMs;
  for (const step of scenario.steps) {
    const at = (atMs: Instant): Instant => copiedMs + passed(play.state, shippedMs, atMs);
    if (step.when.kind === 'does') {
      steps.push({ ...step, when: { kind: 'does', command: commandAt(step.when.command, play.state, at) } });
    } else {
      const nextMs = endOf(step.when, shippedMs);
      const untilMs = at(nextMs);
      if (untilMs - scenario.atMs > longestMs) break;
      steps.push({ ...step, when: { kind: 'until', atMs: untilMs } });
      shippedMs = nextMs;
      copiedMs = untilMs;
    }
    play.step(step.when);
  }
  return { scenario: { ...scenario, steps }, timeline: play.timeline };
}

const endOf = (when: Exclude<When, { kind: 'does' }>, nowMs: Instant): Instant =>
  when.kind === 'passes' ? nowMs + when.ms : Math.max(nowMs, when.atMs);

/** A span is in the clock's own time, which is longer in the copy of an emergency only. */
const commandAt = (command: Command, { rules }: IssueState, at: (atMs: Instant) => Instant): Command => ({
  ...command,
  ...('untilMs' in command && command.untilMs !== undefined ? { untilMs: at(command.untilMs) } : {}),
  ...('extendByMs' in command && command.extendByMs !== undefined && rules.procedure === 'urgent'
    ? { extendByMs: command.extendByMs * EMERGENCY }
    : {}),
});

/** What passes between two instants, as it passes in the copy. */
function passed({ rules, stage }: IssueState, fromMs: Instant, toMs: Instant): Span {
  const naturalMs = Math.max(0, toMs - fromMs);
  // No clock runs any more; whether it is too late to reopen is not asked here.
  if (stage === 'closed') return 0;
  if (rules.procedure === 'urgent') return naturalMs * EMERGENCY;
  if (rules.workingTime === undefined) return naturalMs;
  // The resident is asked by natural days.
  return stage === 'confirming' ? (naturalMs * WORKING_HOURS) / 24 : between(rules, 'working', fromMs, toMs);
}
