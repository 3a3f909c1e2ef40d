/** A holiday ends: ten thousand deadlines at one instant, in a procedure that spreads them, while people go on working. */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { IssueId, Severity } from '../../clients/sdk';
import type { Database } from '../../store';
import { each } from '../load/each';
import { firedTiers } from '../load/fired';
import { report } from '../load/life-cycle';
import { castOf } from '../load/people';
import { settle } from '../load/settle';
import { SPREAD_HEAD, spreadOf, spreadRow } from '../measure/spread';
import { countOf, type Scenario } from '../scenario';
import { withFreshStack, type BenchStack } from '../stack/bench-stack';
import { dueAfter, PATIENT } from '../stack/place';
import { judge, round } from '../targets';

/** Deadlines that a machine of two cores serves in a second, on the safe side: the window is as long as they take. */
const SERVED_PER_SECOND = 80;
/** A clock that is spread is at least ten times as long. */
const LEAST_SHARE = 10;
/** How many are opened a second, on the safe side: all have to be open before the first falls due. */
const OPENED_PER_SECOND = 25;
const WITHIN_MS = 1_800_000;
const ACKNOWLEDGED = 200;

/** Of twenty matters. */
const SEVERITIES: readonly Severity[] = [
  'urgent',
  ...Array<Severity>(3).fill('high'),
  ...Array<Severity>(10).fill('normal'),
  ...Array<Severity>(6).fill('low'),
];

export const holidayEnd: Scenario = {
  name: 'holiday-end',
  title: 'A mass of deadlines at one instant, spread over as long as they take, in seconds',
  run: async (settings) => {
    const count = countOf(settings, 10_000);
    const spreadSeconds = Math.ceil(count / SERVED_PER_SECOND);
    const leastSeconds = spreadSeconds * LEAST_SHARE;
    const opening = Math.ceil(count / OPENED_PER_SECOND) + 20;
    const dueSeconds = Array.from({ length: opening + 1 }, (_, at) => leastSeconds + at);
    return withFreshStack(
      settings,
      async (stack) => {
        settings.say(`${count} issues that fall due at one instant, in about ${leastSeconds + opening} s`);
        const { issues, dueMs } = await openAll(stack, count, leastSeconds, opening);
        const answers = acknowledgeMeanwhile(stack, dueMs);
        const fired = await firedTiers(stack.database, [...issues.keys()], WITHIN_MS);
        await settle(stack.database, WITHIN_MS);
        const lateOf = await lateness(stack.database, issues);
        const spreads = Object.fromEntries(
          [...new Set(SEVERITIES)].map((severity) => [severity, spreadOf(lateOf.get(severity) ?? [])]),
        );
        const early = fired.filter(({ dueAtMs, recordedAtMs }) => recordedAtMs < dueAtMs).length;
        const answered = spreadOf(await answers);
        return {
          figures: { unit: 's', spreadSeconds, count, ...spreads, acknowledgeMs: answered, early },
          head: SPREAD_HEAD,
          rows: [
            ...Object.entries(spreads).map(([severity, spread]) => spreadRow(`${severity}, seconds after it`, spread)),
            spreadRow('an acknowledgement meanwhile, milliseconds', answered),
          ],
          judged: [judge('early', early)],
        };
      },
      dueSeconds,
      `${spreadSeconds}s`,
    );
  },
};

async function openAll({ doorstep, database }: BenchStack, count: number, leastSeconds: number, opening: number) {
  const issues = new Map<IssueId, Severity>();
  const dueMs = Date.now() + (leastSeconds + opening) * 1_000;
  const spanSeconds = () => Math.max(leastSeconds, Math.round((dueMs - Date.now()) / 1_000));
  await each(count, 8, WITHIN_MS, async (index) => {
    const severity = SEVERITIES[index % SEVERITIES.length] ?? 'normal';
    issues.set(await report(doorstep, index, dueAfter(spanSeconds()), severity), severity);
  });
  await settle(database);
  if (Date.now() > dueMs - leastSeconds * 1_000)
    throw new Error(`Opening ${count} issues took longer than ${opening} s: this machine is too busy.`);
  return { issues, dueMs };
}

/** People who go on working while the mass falls due: how long an answer takes, in milliseconds. */
async function acknowledgeMeanwhile({ doorstep }: BenchStack, dueMs: number): Promise<readonly number[]> {
  const own: { readonly issue: IssueId; readonly index: number }[] = [];
  for (let index = 0; index < ACKNOWLEDGED; index += 1)
    own.push({ issue: await report(doorstep, index, PATIENT), index });
  await pause(Math.max(0, dueMs - Date.now()));
  const tookMs: number[] = [];
  for (const { issue, index } of own) {
    const beganMs = performance.now();
    await doorstep.acknowledge(issue, { by: castOf(index).lead });
    tookMs.push(performance.now() - beganMs);
    await pause(250);
  }
  return tookMs;
}

/** Seconds from the instant to the first tier's end, by severity. */
async function lateness(
  { pool }: Database,
  issues: ReadonlyMap<IssueId, Severity>,
): Promise<ReadonlyMap<Severity, readonly number[]>> {
  const { rows } = await pool.query<{ issue: IssueId; late: number }>(
    `select issue_id as issue, (extract(epoch from recorded_at) * 1000 - (data->>'firedAtMs')::bigint)::float8 / 1000 as late
     from doorstep.event where issue_id = any($1) and type = 'issue.escalated.v1' and data->>'firedAtMs' is not null`,
    [[...issues.keys()]],
  );
  const found = new Map<Severity, number[]>();
  for (const { issue, late } of rows) {
    const severity = issues.get(issue) ?? 'normal';
    found.set(severity, [...(found.get(severity) ?? []), round(late, 3)]);
  }
  return found;
}
