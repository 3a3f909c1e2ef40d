/** The figures of the summary, each with its denominator. */
import { spreadOf } from '../../clients/demo/summary/percentiles';
import { summarise } from '../../clients/demo/summary/summary';
import { percent } from '../../clients/demo/summary/tell';
import { acknowledge, approve, askExtension, confirm, dispute, handle, HOUR } from '../domain/given';
import { History } from './history';

const ROLES = ['building-lead', 'grid-worker', 'party-group', 'committee'];

test('of nothing every share is n/a, and nothing is counted', () => {
  const nothing = summarise([], ROLES);
  expect(nothing).toMatchObject({
    issues: 0,
    events: 0,
    agreedRate: null,
    latenessMs: { count: 0, p50: null, p90: null, p99: null, max: null },
  });
  for (const tier of nothing.tiers)
    expect(tier).toMatchObject({ reached: 0, acknowledgedOnTimeRate: null, handledOnTimeRate: null });
  expect(percent(nothing.agreedRate)).toBe('n/a');
  expect(percent(0)).toBe('0 %');
});

test('counts a matter that climbed, was extended, disputed and confirmed', () => {
  const climbed = new History()
    .waits(4 * HOUR)
    .does(acknowledge('grid'))
    .does(askExtension('grid'))
    .does(approve('group'))
    .waits(14 * HOUR)
    .does(handle('grid'))
    .does(dispute())
    .does(acknowledge('group'))
    .does(handle('group'))
    .does(confirm());
  const counted = summarise([climbed.audited()], ROLES);
  const tier = (role: string) => counted.tiers.find((one) => one.role === role);
  expect(tier('building-lead')).toMatchObject({
    reached: 1,
    acknowledgedOnTime: 0,
    neverAcknowledged: 1,
    acknowledgedOnTimeRate: 0,
    handledHere: 0,
    handledOnTimeRate: null,
  });
  // Within the deadline that the extension moved.
  expect(tier('grid-worker')).toMatchObject({
    reached: 1,
    acknowledgedOnTime: 1,
    handledHere: 1,
    handledOnTime: 1,
    handledOnTimeRate: 1,
  });
  expect(tier('party-group')).toMatchObject({ reached: 1, handledHere: 1 });
  expect(tier('committee')).toMatchObject({ reached: 0, handledOnTimeRate: null });
  expect(counted).toMatchObject({
    climbs: { 'not-acknowledged': 1, 'not-handled': 0, 'passed-up': 0, disputed: 1 },
    reminders: 1,
    approvals: { asked: 1, approved: 1, rejected: 0, lapsed: 0, pending: 0 },
    outcomes: { confirmed: 1, unconfirmed: 0, 'force-closed': 0, open: 0 },
    agreedRate: 0.5,
    disputed: 1,
    // The reminder and the climb, each decided 20 ms late and recorded 5 ms later.
    latenessMs: { count: 2, p50: 25, p90: 25, p99: 25, max: 25 },
  });
});

test('a resident who was never reached is not counted as agreed', () => {
  const silent = new History()
    .does(acknowledge('lead'))
    .does(handle('lead'))
    .waits(60 * HOUR);
  expect(summarise([silent.audited()], ROLES)).toMatchObject({
    outcomes: { confirmed: 0, unconfirmed: 1, open: 0 },
    residentsNotReached: 1,
    agreedRate: null,
  });
});

test('an issue that is still open is counted as open, a late acknowledgement as late', () => {
  const late = new History().waits(2.5 * HOUR).does(acknowledge('lead'));
  const counted = summarise([late.audited()], ROLES);
  expect(counted.outcomes).toMatchObject({ confirmed: 0, open: 1 });
  expect(counted.tiers[0]).toMatchObject({ reached: 1, acknowledgedLate: 1, acknowledgedOnTimeRate: 0 });
});

test('percentiles are nearest ranks', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
  expect(spreadOf(hundred)).toEqual({ count: 100, p50: 50, p90: 90, p99: 99, max: 100 });
  expect(spreadOf([3])).toEqual({ count: 1, p50: 3, p90: 3, p99: 3, max: 3 });
});
