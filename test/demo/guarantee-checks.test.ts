/** Each check of a guarantee accepts a history that the rules made, and finds what is broken in one that nobody could have made. */
import type { IssueState } from '../../domain';
import {
  checkAccepted,
  checkApprovals,
  checkDeadlines,
  checkHashChain,
  checkNotices,
  checkReplay,
  checkSequence,
  checkStates,
  type Accepted,
  type AuditedEvent,
  type AuditedIssue,
} from '../../store';
import {
  acknowledge,
  approve,
  askExtension,
  askForceClose,
  confirm,
  dispute,
  handle,
  HOUR,
  ISSUE,
  reopen,
} from '../domain/given';
import { expectBroken, expectOk } from './findings';
import { altered, History, seqOf } from './history';

/** Ignored, climbed, reminded, extended, rejected, disputed, handled at the top and confirmed: most of what can happen. */
const whole = (): History =>
  new History()
    .waits(4 * HOUR)
    .does(acknowledge('grid'))
    .does(askExtension('grid'))
    .waits(HOUR)
    .does(approve('group'))
    .does(handle('grid'))
    .does(dispute())
    .waits(9 * HOUR)
    .does(acknowledge('committee'))
    .does(askForceClose('committee'))
    .waits(7 * HOUR)
    .does(handle('committee'))
    .waits(2 * HOUR)
    .does(confirm());

const audited = whole().audited();
const terms = { nowMs: audited.log.at(-1)!.recordedAtMs + 1_000, graceMs: 100 };
const accepted: readonly Accepted[] = [
  ...new Map(audited.log.filter(({ actor }) => actor !== 'ladder').map(({ commandId, seq }) => [commandId, seq])),
].map(([commandId, seq]) => ({ issue: ISSUE, commandId, seq }));
const workflows = new Map<string, IssueState | null>([[ISSUE, audited.row!.state]]);
const arrived = {
  where: 'the inbox',
  counts: new Map(audited.notices.map((n) => [[n.issue, n.seq, n.recipient, n.channel].join(':'), 1])),
};

const without = (seq: number): AuditedIssue => ({ ...audited, log: audited.log.filter((event) => event.seq !== seq) });
/** The same events once more at the end, under the numbers that follow. */
const withAgain = (...events: readonly AuditedEvent[]): AuditedIssue => ({
  ...audited,
  log: [...audited.log, ...events.map((event, index) => ({ ...event, seq: audited.log.length + index + 1 }))],
});
const at = (seq: number): AuditedEvent => audited.log[seq - 1]!;

test('a history that the rules made keeps every guarantee', () => {
  for (const type of ['reminded', 'escalated', 'extended', 'disputed', 'approval-lapsed', 'confirmed'] as const)
    expect(seqOf(audited, type)).toBeGreaterThan(0);
  expectOk(checkAccepted([audited], accepted, true));
  expectOk(checkSequence([audited]));
  expectOk(checkReplay([audited]));
  expectOk(checkDeadlines([audited], terms));
  expectOk(checkNotices([audited], [arrived]));
  expectOk(checkStates([audited], workflows));
  expectOk(checkApprovals([audited]));
  expectOk(checkHashChain([audited]));
});

describe('G3 accepts what was decided late, or said to be earlier than it was decided:', () => {
  const handledByLead = (): History => new History().does(acknowledge('lead')).does(handle('lead'));
  test('an extension that came in time and was served after the deadline', () => {
    const waited = new History().waits(HOUR).does(acknowledge('lead'));
    waited.nowMs += 8 * HOUR;
    waited.does(askExtension('lead'), { receivedAtMs: waited.nowMs - 2 * HOUR });
    expectOk(checkReplay([waited.audited()]));
  });
  test('a confirmation of yesterday', () => {
    const said = handledByLead().waits(2 * HOUR);
    said.does(confirm(), { occurredAtMs: said.nowMs - HOUR });
    expectOk(checkReplay([said.audited()]));
  });
  test('a reopening that was served after its time, with a remark: when it came is not in the log', () => {
    const back = handledByLead().does(confirm());
    back.nowMs += 31 * 24 * HOUR;
    back.does(reopen(), { receivedAtMs: back.nowMs - 48 * HOUR });
    const found = checkReplay([back.audited()]);
    expectOk(found);
    expect(found.remarks).toEqual([expect.stringMatching(/^not decided again: a reopening/)]);
  });
});

describe('G1 finds', () => {
  test('an accepted command that the log lost', () => {
    const seq = seqOf(audited, 'acknowledged');
    expectBroken(checkAccepted([without(seq)], accepted), /holds it 0 time/, seq);
  });
  test('an accepted report that the log lost', () =>
    expectBroken(checkAccepted([], accepted), /^open was accepted/, 1));
  test('a command that counts twice', () => {
    const seq = seqOf(audited, 'disputed');
    expectBroken(checkAccepted([withAgain(at(seq))], accepted), /holds it 2 time/);
  });
  test('an issue that nobody reported', () =>
    expectBroken(checkAccepted([audited], [], true), /no caller was told/, 1));
});

describe('G2 finds', () => {
  test('a gap', () => expectBroken(checkSequence([without(3)]), /event 3 has the number 4/, 4));
  test('an event behind the last that the read model counts', () =>
    expectBroken(checkSequence([withAgain(at(2))]), /read model counts/));
});

describe('G3 finds', () => {
  test('a decision that the rules would not make', () => {
    const seq = seqOf(audited, 'escalated');
    expectBroken(
      checkReplay([altered(audited, seq, () => ({ said: { toTier: 4 } }))]),
      /decide otherwise: 0.toTier: 2 against 4/,
      seq,
    );
  });
  test('a command of somebody who may not give it', () => {
    const seq = seqOf(audited, 'acknowledged');
    expectBroken(
      checkReplay([altered(audited, seq, () => ({ said: { by: 'resident' } }))]),
      /refuse it: NOT_YOURS_TO_DO/,
      seq,
    );
  });
  test('a log that no state can follow', () => expectBroken(checkReplay([withAgain(at(1))]), /only once/));
  test('a deadline decided before its time', () => {
    const seq = seqOf(audited, 'reminded');
    expectBroken(
      checkReplay([altered(audited, seq, ({ occurredAtMs }) => ({ occurredAtMs: occurredAtMs - 1_000 }))]),
      /nothing was due/,
      seq,
    );
  });
});

describe('G4 finds', () => {
  test('a deadline that fired early', () => {
    const seq = seqOf(audited, 'reminded');
    expectBroken(
      checkDeadlines([altered(audited, seq, (event) => ({ recordedAtMs: event.recordedAtMs - 30 }))], terms),
      /fired \d+ ms early/,
      seq,
    );
  });
  test('a deadline that fired twice', () => {
    const seq = seqOf(audited, 'reminded');
    const twice = { ...audited, log: audited.log.flatMap((event) => (event.seq === seq ? [event, event] : [event])) };
    expectBroken(checkDeadlines([twice], terms), /no such deadline ran/, seq);
  });
  test('a deadline that fired after the end', () =>
    expectBroken(checkDeadlines([withAgain(at(seqOf(audited, 'reminded')))], terms), /after the end/));
  test('a deadline that never fired', () => {
    const open = new History().audited();
    expectBroken(
      checkDeadlines([open], { nowMs: open.log[0]!.recordedAtMs + 3 * HOUR, graceMs: 60_000 }),
      /acknowledge of tier 1.*did not fire/,
    );
  });
  test('a deadline that somebody overtook long after it was due', () => {
    const silent = { ...audited, log: [at(1), at(seqOf(audited, 'acknowledged'))] };
    expectBroken(checkDeadlines([silent], terms), /did not fire for/);
  });
});

describe('G5 finds', () => {
  const [first] = audited.notices;
  const id = [first!.issue, first!.seq, first!.recipient, first!.channel].join(':');
  test('a tier that is called twice in a round', () => {
    const twice = { ...audited, notices: [...audited.notices, { ...first!, seq: 2 }] };
    expectBroken(checkNotices([twice], []), /called twice for tier 1, round 0/, 2);
  });
  test('a notice that is not delivered', () => {
    const owed = {
      ...audited,
      notices: audited.notices.map((notice, index) => (index === 0 ? { ...notice, deliveredAtMs: null } : notice)),
    };
    expectBroken(checkNotices([owed], []), /queued and not delivered/, 1);
  });
  test('a notice that somebody heard twice', () => {
    const counts = new Map(arrived.counts).set(id, 2);
    expectBroken(checkNotices([audited], [{ where: 'the inbox', counts }]), /is 2 times in the inbox/, 1);
  });
  test('a notice that nobody heard', () => {
    const counts = new Map(arrived.counts);
    counts.delete(id);
    expectBroken(checkNotices([audited], [{ where: 'the inbox', counts }]), /is 0 times in the inbox/, 1);
  });
  test('a notice that the rules call for and nobody queued', () =>
    expectBroken(checkNotices([{ ...audited, notices: audited.notices.slice(1) }], []), /instead of/, 1));
  test('a message that was never queued', () => {
    const counts = new Map(arrived.counts).set(`${ISSUE}:1:stranger:inbox`, 1);
    expectBroken(checkNotices([audited], [{ where: 'the inbox', counts }]), /never queued/, 1);
  });
});

describe('G6 finds', () => {
  const row = audited.row!;
  test('a read model that says something else', () => {
    const wrong = { ...audited, row: { ...row, state: { ...row.state, tier: 1 } } };
    expectBroken(checkStates([wrong], workflows), /read model holds another state than the log: tier: 4 against 1/);
  });
  test('a column that says something else', () =>
    expectBroken(checkStates([{ ...audited, row: { ...row, outcome: 'unconfirmed' } }], workflows), /columns differ/));
  test('a row that is missing', () =>
    expectBroken(checkStates([{ ...audited, row: null }], workflows), /does not hold it/));
  test('a workflow that knows something else', () =>
    expectBroken(
      checkStates([audited], new Map([[ISSUE, { ...row.state, disputes: 7 }]])),
      /workflow knows another state than the log: disputes/,
    ));
  test('a workflow that knows nothing', () =>
    expectBroken(checkStates([audited], new Map([[ISSUE, null]])), /workflow knows another/));
});

describe('G7 finds', () => {
  const seq = seqOf(audited, 'approved');
  test('a second decision', () =>
    expectBroken(checkApprovals([withAgain(at(seq))]), /a1 is approved, and was approved before/));
  test('a decision by the asker, who has the issue', () => {
    const own = altered(audited, seq, () => ({ said: { by: 'grid' } }));
    expectBroken(checkApprovals([own]), /grid decides on what they asked for/, seq);
    expectBroken(checkApprovals([own]), /grid has the issue/, seq);
  });
  test('a decision by somebody whom it was not put to', () =>
    expectBroken(checkApprovals([altered(audited, seq, () => ({ said: { by: 'committee' } }))]), /put to others/, seq));
  test('a question put to somebody of another tier', () => {
    const asked = seqOf(audited, 'approval-requested');
    expectBroken(
      checkApprovals([altered(audited, asked, () => ({ said: { deciders: ['group', 'lead'] } }))]),
      /put to lead, who may not/,
      asked,
    );
  });
  test('an answer that nobody asked for', () =>
    expectBroken(checkApprovals([altered(audited, seq, () => ({ said: { approval: 'a9' } }))]), /nobody asked/, seq));
});

describe('G11 finds', () => {
  test('an event that was changed', () => {
    const log = audited.log.map((event) =>
      event.seq === 3 ? { ...event, data: event.data.replace('{', '{ ') } : event,
    );
    expectBroken(checkHashChain([{ ...audited, log }]), /does not follow/, 3);
  });
  test('an event that was taken out', () => expectBroken(checkHashChain([without(2)]), /does not follow/, 3));
  test('a chain that was mended from the change on, by the link that the read model keeps', () =>
    expectBroken(
      checkHashChain([altered(audited, 3, () => ({ actor: 'somebody' }))]),
      /another last link/,
      audited.log.length,
    ));
});

test('what can’t be decided again is said, and is no violation', () => {
  const found = checkStates([audited], new Map());
  expect(found).toMatchObject({ ok: true, remarks: ['the workflow could not be asked'] });
});
