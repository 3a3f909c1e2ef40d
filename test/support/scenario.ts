/** A scenario of a procedure in the hands of real servers, step by step beside the rules alone. */
import { setTimeout as pause } from 'node:timers/promises';
import { DoorstepError } from '../../contracts/errors';
import type { IssueId, Receipt } from '../../clients/sdk';
import type { Command } from '../../domain';
import { pin } from '../../domain/directory/pin';
import { lookUpIn } from '../../domain/procedure/fixtures/look-up';
import { Play } from '../../domain/procedure/fixtures/play';
import type { Scenario } from '../../domain/procedure/fixtures/scenario';
import type { Policies } from '../../domain/procedure/policies';
import { until } from './until';
import type { World } from './world';

/** What was done by whom, and what was refused, in order. */
export type Account = readonly string[];

export interface Played {
  readonly scenario: string;
  readonly byTheRules: Account;
  readonly really: Account;
}

const UNWATCHED = {
  stood: () => undefined,
  accepted: () => undefined,
  ranOut: () => undefined,
  happened: () => undefined,
};

/** @param scale how much faster than life the clocks of the servers run */
export async function playForReal(
  world: World,
  policies: Policies,
  scenario: Scenario,
  scale: number,
): Promise<Played> {
  const rules = new Play(scenario, pin(policies, scenario.report), UNWATCHED, lookUpIn(policies));
  const { issue } = await world.doorstep.report(scenario.report);
  const { openedAtMs } = await world.doorstep.get(issue);
  const really = (atMs: number): number => Math.round(openedAtMs + (atMs - scenario.atMs) / scale);
  const refusals: string[] = [];
  let nowMs = scenario.atMs;
  for (const { when } of scenario.steps) {
    rules.step(when);
    const events = rules.timeline.filter((entry) => 'event' in entry).length;
    if (when.kind === 'does') {
      const refused = await give(world, issue, inTime(when.command, really, scale));
      if (refused !== null) refusals.push(`${when.command.by} ${when.command.type}: ${refused}`);
      continue;
    }
    nowMs = when.kind === 'passes' ? nowMs + when.ms : Math.max(nowMs, when.atMs);
    await pause(Math.max(0, really(nowMs) - Date.now()));
    await until(
      `${scenario.name}: ${events} events`,
      async () => (await world.doorstep.timeline(issue)).length >= events,
    );
  }
  const expected = rules.timeline.map((entry) => ('event' in entry ? `${entry.by} ${entry.event}` : refusal(entry)));
  const happened = (await world.doorstep.timeline(issue)).map(({ actor, type }) => `${actor} ${type}`);
  const count = expected.filter((line) => !line.includes(': ')).length;
  return {
    scenario: scenario.name,
    byTheRules: [...expected.filter((line) => !line.includes(': ')), ...expected.filter((line) => line.includes(': '))],
    // What falls due after the end of the scenario is not of it.
    really: [...happened.slice(0, count), ...refusals],
  };
}

const refusal = (entry: {
  readonly by: string;
  readonly command: string;
  readonly refused: { readonly code: string };
}) => `${entry.by} ${entry.command}: ${entry.refused.code}`;

/** Instants and spans that a command names, in the time of the servers. */
function inTime(command: Command, really: (atMs: number) => number, scale: number): Command {
  return {
    ...command,
    ...('untilMs' in command && command.untilMs !== undefined ? { untilMs: really(command.untilMs) } : {}),
    ...('extendByMs' in command && command.extendByMs !== undefined
      ? { extendByMs: Math.max(1, Math.round(command.extendByMs / scale)) }
      : {}),
  };
}

/** The code of the refusal, or null. */
async function give({ doorstep }: World, issue: IssueId, { type, ...payload }: Command): Promise<string | null> {
  try {
    // The union of commands and the methods of the client are tied together by their names; the call can't be.
    await (doorstep[type] as (issue: IssueId, payload: object) => Promise<Receipt>)(issue, payload);
    return null;
  } catch (error) {
    if (error instanceof DoorstepError) return error.code;
    throw error;
  }
}
