/** A hundred commands in one request, beside the same commands one by one. */
import { randomUUID } from 'node:crypto';
import type { IssueId } from '../../clients/sdk';
import { matter } from '../http/asked';
import { answerTo, httpCaller, type HttpCaller } from '../http/caller';
import { each } from '../load/each';
import { castOf } from '../load/people';
import { startCpuMeter, type CpuUse } from '../measure/cpu';
import { spreadOf, SPREAD_HEAD, spreadRow, type Spread } from '../measure/spread';
import { countOf, type Scenario } from '../scenario';
import { withFreshStack, type BenchStack } from '../stack/bench-stack';
import { round } from '../targets';

/** What one request takes. */
const COMMANDS = 100;
const ROUNDS = 20;
/** As many as a bulk gives at a time. */
const AT_ONCE = 8;
const WITHIN_MS = 300_000;

/** They take turns, so that whatever else the machine does meets all of them alike. */
const WAYS: Readonly<Record<string, (caller: HttpCaller, issues: readonly IssueId[]) => Promise<void>>> = {
  'one request': inOneRequest,
  'one by one': (caller, issues) => oneByOne(caller, issues, 1),
  [`one by one, ${AT_ONCE} at once`]: (caller, issues) => oneByOne(caller, issues, AT_ONCE),
};

interface Measured {
  /** Until the last of the hundred is answered. */
  readonly spread: Spread;
  readonly commandsPerSecond: number;
  readonly cpuMsPerCommand: Readonly<Record<string, number>>;
}

export const bulk: Scenario = {
  name: 'bulk',
  title: `${COMMANDS} acknowledgements over HTTP, in milliseconds until all are answered`,
  run: (settings) =>
    withFreshStack(settings, async (stack) => {
      const rounds = countOf(settings, ROUNDS);
      const caller = await httpCaller(stack.database, stack.connections.httpUrl ?? '');
      const taken = new Map(Object.keys(WAYS).map((name) => [name, [] as CpuUse[]]));
      for (let turn = 0; turn <= rounds; turn += 1)
        for (const [name, way] of Object.entries(WAYS)) {
          const issues = await reported(caller);
          const meter = startCpuMeter(stack.pids());
          await way(caller, issues);
          // The first of each warms up.
          if (turn > 0) taken.get(name)?.push(meter());
          await eachIsTaken(stack, issues);
        }
      const all = Object.fromEntries([...taken].map(([name, uses]) => [name, measured(uses)]));
      return {
        figures: { unit: 'ms', rounds, commands: COMMANDS, ...all },
        head: [...SPREAD_HEAD, 'commands a second', 'CPU ms a command'],
        rows: Object.entries(all).map(([name, { spread, commandsPerSecond, cpuMsPerCommand }]) => [
          ...spreadRow(name, spread),
          commandsPerSecond,
          cpuMsPerCommand['all'] ?? NaN,
        ]),
        judged: [],
      };
    }),
};

/** Of one building, so that one person may take them all. */
async function reported(caller: HttpCaller): Promise<readonly IssueId[]> {
  const issues: IssueId[] = [];
  await each(COMMANDS, AT_ONCE, WITHIN_MS, async (at) => {
    issues[at] = (await caller.send('POST', '/v1/issues', matter(0)))['issue'] as IssueId;
  });
  return issues;
}

async function inOneRequest({ url, key }: HttpCaller, issues: readonly IssueId[]): Promise<void> {
  const { lead } = castOf(0);
  const body = { command: 'acknowledge', issues, payload: { by: lead } };
  const { status, said } = await answerTo(`${url}/v1/bulk`, 'POST', key, body, { 'idempotency-key': randomUUID() });
  const results = (said['results'] ?? []) as readonly { readonly outcome: string }[];
  if (results.filter(({ outcome }) => outcome === 'accepted').length !== COMMANDS)
    throw new Error(`A bulk was answered ${status}: ${JSON.stringify(said)}`);
}

async function oneByOne(caller: HttpCaller, issues: readonly IssueId[], atOnce: number): Promise<void> {
  const { lead } = castOf(0);
  await each(issues.length, atOnce, WITHIN_MS, async (at) => {
    await caller.send('POST', `/v1/issues/${issues[at]}/acknowledge`, { by: lead });
  });
}

/** Whichever way they went, the same is to have come of it. */
async function eachIsTaken({ doorstep }: BenchStack, issues: readonly IssueId[]): Promise<void> {
  const states = await doorstep.list({ id: issues, limit: COMMANDS });
  if (states.filter(({ stage, seq }) => stage === 'handling' && seq === 2).length !== COMMANDS)
    throw new Error('Not every one of the issues was acknowledged once.');
}

function measured(uses: readonly CpuUse[]): Measured {
  const commands = uses.length * COMMANDS;
  const seconds = uses.reduce((sum, { wallSeconds }) => sum + wallSeconds, 0);
  const perCommand = (of: (use: CpuUse) => number): number =>
    round((uses.reduce((sum, use) => sum + of(use), 0) * 1_000) / commands, 2);
  const parts = Object.keys(uses[0]?.parts ?? {}).map(
    (name) => [name, perCommand((use) => use.parts[name] ?? 0)] as const,
  );
  return {
    spread: spreadOf(uses.map(({ wallSeconds }) => wallSeconds * 1_000)),
    commandsPerSecond: round(commands / seconds, 0),
    cpuMsPerCommand: { all: perCommand(({ stackSeconds }) => stackSeconds), ...Object.fromEntries(parts) },
  };
}
