/** Whoever is refused is told what it was that is not possible: several things may have been asked for at once. */
import { type Command } from '../../domain';
import {
  approve,
  askExtension,
  askForceClose,
  askSuspension,
  by,
  given,
  handle,
  HOUR,
  person,
  resume,
  T0,
  type Given,
} from './given';
import { askReturn, dispatch, release, summon, withLead } from './parties';

const passUp = (id: string): Command => ({ type: 'escalate', ...by(id), reason: 'the main line' });
const suspended = (): Given =>
  withLead()
    .and(askSuspension('lead', T0 + 20 * HOUR))
    .and(approve('grid'));

test.each<[string, () => Given, Command]>([
  ['escalate', withLead, passUp('stranger')],
  ['dispatch', withLead, dispatch('stranger', 'property')],
  ['summon', withLead, summon('stranger', 'property')],
  ['release', withLead, release('stranger', 'property')],
  ['request', withLead, askExtension('stranger')],
  ['resume', suspended, resume('stranger')],
])('GIVEN somebody who may not %s WHEN they do THEN the refusal names that and who may', (name, issue, command) => {
  const refusal = issue().when(command).refused('NOT_YOURS_TO_DO');
  expect(refusal?.message).toBe(`${person('stranger')} may not ${name} here; lead may.`);
});

test.each<[string, () => Given, Command, string]>([
  ['escalate', suspended, passUp('lead'), 'open or handling'],
  ['dispatch', suspended, dispatch('lead', 'property'), 'open or handling'],
  ['summon', () => given(), summon('lead', 'property'), 'handling'],
  ['release', suspended, release('lead', 'property'), 'open or handling'],
  ['resume', withLead, resume('lead'), 'suspended'],
  ['request extension', () => given(), askExtension('lead'), 'handling'],
  ['request force-close', () => withLead().and(handle('lead')), askForceClose('lead'), 'handling'],
  ['request return', suspended, askReturn('lead'), 'open or handling'],
])(
  'GIVEN a stage in which nobody may %s THEN the refusal names that and the stages',
  (name, issue, command, stages) => {
    const before = issue();
    const refusal = before.when(command).refused('NOT_IN_THIS_STAGE');
    expect(refusal?.message).toContain(`${name} is possible in stage ${stages};`);
    expect(refusal?.message).toContain(`is in stage ${before.state.stage}.`);
    expect(refusal?.allowed).not.toContain(command.type);
  },
);
