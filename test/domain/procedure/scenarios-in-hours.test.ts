/** What is played on real servers is what the shipped scenarios say, and reaches what the procedures can do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pin } from '../../../domain/directory/pin';
import { Reached } from '../../../domain/procedure/fixtures/coverage';
import { lookUpIn } from '../../../domain/procedure/fixtures/look-up';
import { Play } from '../../../domain/procedure/fixtures/play';
import { inWords } from '../../support/scenario';
import { CUT, scenariosInHours } from '../../support/scenarios-in-hours';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-in-hours-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { policies, scenarios } = scenariosInHours(folder);

const reached = new Reached();
const played = scenarios.map(({ name, scenario, timeline }) => {
  const play = new Play(scenario, pin(policies, scenario.report), reached, lookUpIn(policies));
  for (const { when } of scenario.steps) play.step(when);
  return { name, inHours: inWords(play.timeline), shipped: inWords(timeline) };
});

it.each(played)('$name', ({ inHours, shipped }) => {
  expect(inHours).toEqual(shipped);
});

it('no scenario is cut unsaid', () => {
  const cut = scenarios.filter(({ scenario, whole }) => scenario.steps.length < whole.steps.length);
  expect(cut.map(({ name }) => name)).toEqual(CUT);
});

it('x', () => {
  const sets = Object.fromEntries(Object.entries(reached.all).map(([k, v]) => [k, [...v].sort()]));
  require('fs').writeFileSync('/tmp/real/reached.json', JSON.stringify(sets, null, 1));
});
