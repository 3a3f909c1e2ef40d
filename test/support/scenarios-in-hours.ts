/** Which of the scenarios that lie beside the shipped procedures are played on real servers, and which are not. */
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { parseFixtures } from '../../domain/procedure/fixtures/parse';
import type { Scenario } from '../../domain/procedure/fixtures/scenario';
import type { Policies } from '../../domain/procedure/policies';
import { readPolicies } from '../../policies/read';
import { readFixtureSources } from '../../policies/read-fixtures';
import { inHours, layOutInHours, withoutRota, type InHours } from './in-hours';

const HOUR_MS = 3_600_000;
/** An hour is a second on the stack: what comes later is not waited for. The time over all tiers is over after 105. */
const LONGEST_HOURS = 106;

const PLAYED = ['default', 'urgent', 'joint'];

/**
 * What is not played, by procedure and name; nor is any in which somebody is not there, which the directory of the stack does
 * not know (staffing.test.ts).
 */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  slow: 'its scenarios are about nights and holidays, which the rules and working-time.test.ts play; its clocks are those of joint',
  'default: 结案三十天以后不能重新打开': 'a second more than thirty days, of which no clock is told',
  'urgent: The committee asks what was done; who owes the answer is told again after a day':
    'the day is the same for every procedure, so that it is too short beside the hours of an emergency',
};

/** Of which the last steps are not played, because they come after LONGEST_HOURS. */
export const CUT: readonly string[] = [
  'default: 居民一直不答复，催两次后按未确认结案',
  'joint: 签收有有效期，到期不再签收就重新通知；办到一半、快到期都提醒',
  'urgent: The resident is asked twice and does not answer',
];

export interface InHoursToPlay extends InHours {
  readonly name: string;
  /** As it ships. */
  readonly whole: Scenario;
}

/** @param folder which is empty, and then holds the documents for the stack */
export function scenariosInHours(folder: string): {
  readonly policies: Policies;
  readonly scenarios: readonly InHoursToPlay[];
} {
  const shipped = withoutRota(readPolicies(join(packageRoot(), 'policies')));
  const policies = readPolicies(layOutInHours(folder));
  const scenarios = parseFixtures(readFixtureSources(folder), shipped)
    .filter(({ procedure }) => PLAYED.includes(procedure))
    .flatMap(({ procedure, scenarios }) => scenarios.map((whole) => ({ name: `${procedure}: ${whole.name}`, whole })))
    .filter(({ name, whole }) => !Object.hasOwn(LEFT_OUT, name) && whole.absent.length + whole.unreachable.length === 0)
    .map((one) => ({ ...one, ...inHours(one.whole, shipped, LONGEST_HOURS * HOUR_MS) }));
  return { policies, scenarios };
}
