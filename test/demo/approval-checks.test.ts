/** G7 is told from the events alone: who may decide a question, however the issue came to where it stands. */
import { checkApprovals } from '../../store';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  assign,
  dispute,
  handle,
  HOUR,
  person,
  REPORT,
  RULES,
} from '../domain/given';
import { expectBroken, expectOk } from './findings';
import { altered, History, seqOf } from './history';

describe('GIVEN a matter that one handled, the resident disputed and another asks to close', () => {
  const again = new History()
    .waits(20 * HOUR)
    .does(acknowledge('committee'))
    .does(handle('committee'))
    .does(dispute())
    .does(acknowledge('committee-b'))
    .does(askForceClose('committee-b'))
    .does(approve('committee-c'))
    .audited();
  const asked = seqOf(again, 'approval-requested');
  const decided = seqOf(again, 'approved');

  test('WHEN the rules decide THEN it is in order', () => expectOk(checkApprovals([again])));

  test('WHEN it is put to whoever handled it THEN that is found', () => {
    const put = altered(again, asked, () => ({ said: { deciders: ['committee', 'committee-c'] } }));
    expectBroken(checkApprovals([put]), /put to committee, who may not/, asked);
  });

  test('WHEN whoever handled it decides THEN that is found', () => {
    const own = altered(again, decided, () => ({ said: { by: 'committee' } }));
    expectBroken(checkApprovals([own]), /committee handled it last and decides a1/, decided);
  });

  test('WHEN it is put to the reporter THEN that is found', () => {
    const reported = altered(again, 1, () => ({ said: { report: { ...REPORT, reporter: 'committee-c' } } }));
    expectBroken(checkApprovals([reported]), /put to committee-c, who may not/, asked);
  });
});

test('GIVEN a question of a committee member on the first tier WHEN it is put to the tier between THEN that is found', () => {
  const given = new History()
    .does(assign('lead', 'committee'))
    .does(acknowledge('committee'))
    .does(askExtension('committee'))
    .audited();
  expectOk(checkApprovals([given]));
  const asked = seqOf(given, 'approval-requested');
  const between = altered(given, asked, () => ({ said: { deciders: ['grid-deputy'] } }));
  expectBroken(checkApprovals([between]), /put to grid-deputy, who may not/, asked);
});

describe('GIVEN a tier above of which nobody is left', () => {
  const tiers = RULES.tiers.map((tier, index) => (index === 1 ? { ...tier, people: [person('grid')] } : tier));
  const passedOver = new History({ ...REPORT, reporter: person('grid') }, { ...RULES, tiers })
    .does(acknowledge('lead'))
    .does(askExtension('lead'))
    .audited();
  const asked = seqOf(passedOver, 'approval-requested');

  test('WHEN the next tier is asked THEN it is in order', () => expectOk(checkApprovals([passedOver])));

  test('WHEN a tier with somebody left is passed over as well THEN that is found', () => {
    const higher = altered(passedOver, asked, () => ({ said: { deciders: ['committee'] } }));
    expectBroken(checkApprovals([higher]), /put to committee, who may not/, asked);
  });
});
