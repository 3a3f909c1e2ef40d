/** What is played on real servers is what the shipped scenarios say, and reaches what the procedures can do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../contracts/package-root';
import { COMMAND_NAMES, OUTCOMES, STAGES } from '../../../domain';
import { REFUSALS } from '../../../domain/kernel/decision';
import { EVENT_TYPES } from '../../../domain/procedure/event-types';
import { pin } from '../../../domain/directory/pin';
import { missed, Reached } from '../../../domain/procedure/fixtures/coverage';
import { lookUpIn } from '../../../domain/procedure/fixtures/look-up';
import { Play } from '../../../domain/procedure/fixtures/play';
import type { Scenario } from '../../../domain/procedure/fixtures/scenario';
import { inWords } from '../../support/scenario';
import { CUT, scenariosInHours } from '../../support/scenarios-in-hours';
import { inEmptyFolder } from './shipped';

const inHours = () => inEmptyFolder(scenariosInHours);

/** What each scenario comes to in the policies in hours, beside what it comes to as it ships. */
function playAll() {
  const { policies, scenarios } = inHours();
  const reached = new Reached();
  const refusals = new Set<string>();
  const playIn = (watcher: Reached, scenario: Scenario): Play => {
    const play = new Play(scenario, pin(policies, scenario.report), watcher, lookUpIn(policies));
    for (const { when } of scenario.steps) refusals.add(play.step(when)?.code ?? '');
    return play;
  };
  const reachedBy = (procedure: string): Reached => {
    const watcher = new Reached();
    for (const { name, scenario } of scenarios) if (name.startsWith(`${procedure}: `)) playIn(watcher, scenario);
    return watcher;
  };
  const played = scenarios.map(({ name, scenario, timeline }) => ({
    name,
    inHours: inWords(playIn(reached, scenario).timeline),
    shipped: inWords(timeline),
  }));
  return { policies, played, reached, refusals, reachedBy };
}

it('each scenario comes to the same, event by event', () => {
  const { played } = playAll();
  expect(played.length).toBeGreaterThan(40);
  expect(played.map(({ name, inHours: events }) => ({ name, events }))).toEqual(
    played.map(({ name, shipped: events }) => ({ name, events })),
  );
});

it('no scenario is cut unsaid', () => {
  const cut = inHours().scenarios.filter(({ scenario, whole }) => scenario.steps.length < whole.steps.length);
  expect(cut.map(({ name }) => name)).toEqual(CUT);
});

/** What no scenario reaches, and the test on real servers that does. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  linking: ['linked', 'followed', 'link', 'unlink', 'LINK_IMPOSSIBLE'],
  migration: ['migrate', 'NOTHING_CHANGES'],
  quarantine: ['quarantined', 'ISSUE_QUARANTINED'],
  staffing: ['staffed', 'unstaffed', 'handed-over'],
  'not-told': ['not-told'],
  approvals: ['command-refused', 'APPROVAL_UNKNOWN', 'COMMAND_MALFORMED'],
  commands: ['COMMAND_ID_REUSED', 'OCCURRED_IN_FUTURE', 'PRECONDITION_FAILED'],
  reopening: ['ISSUE_CLOSED'],
  import: ['imported'],
  practice: [
    ...['NOT_ON_LADDER', 'APPROVAL_KIND_UNUSED', 'NO_DECIDER', 'EXTENSION_OVERDUE', 'SUSPENSION_OVERDUE'],
    ...['REOPEN_TOO_LATE', 'CHECK_BY_HANDLER', 'TIER_UNKNOWN', 'NOTHING_TO_ANSWER', 'MIGRATION_BREAKS'],
    ...['DELEGATION_INVALID', 'ALREADY_OPEN'],
  ],
};
/** Other words for what linking.test.ts does, and refusals that no client can be given. */
const UNSAID = ['unlinked', 'follower-joined', 'follower-left', 'COMMAND_UNKNOWN', 'NOT_DUE'];

it.each(Object.entries(ELSEWHERE))('%s.test.ts has what no scenario does', (file, words) => {
  const text = readFileSync(join(packageRoot(), 'test', 'e2e', `${file}.test.ts`), 'utf8');
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});

it('every stage, command, event, outcome and refusal is reached on real servers, here or elsewhere', () => {
  const { reached, refusals } = playAll();
  const seen = new Set([...Object.values(reached.all).flatMap((names) => [...names]), ...refusals]);
  const all = [...STAGES, ...COMMAND_NAMES, ...EVENT_TYPES, ...OUTCOMES, ...REFUSALS];
  const left = new Set(all.filter((name) => !seen.has(name)));
  expect([...left].sort()).toEqual([...Object.values(ELSEWHERE).flat(), ...UNSAID].sort());
});

it('every clock of the procedures runs out, but those that take days', () => {
  const { policies, reachedBy } = playAll();
  const clocks = ['default', 'urgent', 'joint'].flatMap((id) => {
    const procedure = policies.current.get(id)!;
    return missed(procedure, [reachedBy(id)]).clocks.map((clock) => `${id}: ${clock}`);
  });
  expect(clocks).toEqual([...['urgent: confirmation.within', 'urgent: supervision.answer', 'joint: committee.handle']]);
});
