/** Fifty decide the same question over HTTP at one instant, again and again: one of them wins, and one decision is stored. */
import type { IssueId, PersonId } from '../../clients/sdk';
import { readLog, type Database } from '../../store';
import { askedFor } from '../http/asked';
import { answerTo, httpCaller, type HttpCaller } from '../http/caller';
import { each } from '../load/each';
import { spreadOf, SPREAD_HEAD, spreadRow } from '../measure/spread';
import { countOf, type Scenario } from '../scenario';
import { withFreshStack } from '../stack/bench-stack';
import { judge, round } from '../targets';

const ROUNDS = 1_000;
const RACERS = 50;
/** Questions that are asked before they are raced for. */
const AT_A_TIME = 200;
const ASKED_AT_ONCE = 8;
/** Beyond any time that a thousand rounds may take. */
const WITHIN_MS = 3 * 3_600_000;

interface Round {
  readonly winners: number;
  /** Told that it was decided already. */
  readonly losers: number;
  /** Decisions in the log of the issue. */
  readonly decisions: number;
  /** Until the last of them was answered. */
  readonly ms: number;
}

export const race: Scenario = {
  name: 'race',
  title: `Races of ${RACERS} approvals over HTTP for one question`,
  run: (settings) =>
    withFreshStack(settings, async (stack) => {
      const count = countOf(settings, ROUNDS);
      const caller = await httpCaller(stack.database, stack.connections.httpUrl ?? '');
      const rounds: Round[] = [];
      for (let begun = 0; begun < count; begun += AT_A_TIME) {
        settings.say(`${begun} of ${count} rounds`);
        const issues = await askedFor(stack, caller, Math.min(AT_A_TIME, count - begun), ASKED_AT_ONCE);
        await each(issues.length, 1, WITHIN_MS, async (index) => {
          rounds.push(await raceFor(caller, stack.database, issues[index]!));
        });
      }
      const sum = (of: (one: Round) => number): number => rounds.reduce((total, one) => total + of(one), 0);
      const [winners, losers, decisions] = [
        sum((one) => one.winners),
        sum((one) => one.losers),
        sum((one) => one.decisions),
      ];
      const unlike = rounds.filter((one) => one.winners !== 1 || one.decisions !== 1 || one.losers !== RACERS - 1);
      const spread = spreadOf(rounds.map(({ ms }) => ms));
      const wallSeconds = round(sum(({ ms }) => ms) / 1000);
      return {
        figures: { unit: 'ms', racers: RACERS, rounds: count, winners, losers, decisions, unlike, wallSeconds, spread },
        head: [...SPREAD_HEAD, 'won', 'decided', 'refused', 'seconds in all'],
        rows: [[...spreadRow('a round, all answered', spread), winners, decisions, losers, wallSeconds]],
        judged: [judge('racesNotWonOnce', unlike.length)],
      };
    }),
};

/** Throws when somebody is answered neither that they decided nor that it was decided. */
async function raceFor(caller: HttpCaller, database: Database, issue: IssueId): Promise<Round> {
  const deciders = await decidersOf(database, issue);
  const startMs = performance.now();
  const answers = await Promise.all(
    Array.from({ length: RACERS }, (_, racer) =>
      answerTo(`${caller.url}/v1/issues/${issue}/${racer % 3 === 2 ? 'reject' : 'approve'}`, 'POST', caller.key, {
        by: deciders[racer % deciders.length],
      }),
    ),
  );
  const ms = performance.now() - startMs;
  const winners = answers.filter(({ status }) => status === 200).length;
  const losers = answers.filter(({ status, said }) => status === 409 && said['code'] === 'APPROVAL_DECIDED').length;
  const other = answers.find(({ status, said }) => status !== 200 && said['code'] !== 'APPROVAL_DECIDED');
  if (other !== undefined) throw new Error(`${issue} was answered ${other.status}: ${JSON.stringify(other.said)}`);
  const log = await readLog(database, issue);
  const decisions = log.filter(({ event }) => event.type === 'approved' || event.type === 'rejected').length;
  return { winners, losers, decisions, ms };
}

async function decidersOf(database: Database, issue: IssueId): Promise<readonly PersonId[]> {
  const log = await readLog(database, issue);
  const deciders = log.flatMap(({ event }) => (event.type === 'approval-requested' ? event.deciders : []));
  if (deciders.length === 0) throw new Error(`Nobody was asked in ${issue}.`);
  return deciders;
}
