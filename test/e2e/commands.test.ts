/** What a caller can count on: the same command is the same answer, and bad input is refused with its reason. */
import { issueId, newCommandId } from '../../clients/sdk';
import { findIssue } from '../../store';
import { workflowOf } from '../support/operator';
import { done, grid, lead, report, resident } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
const OPENED = ['lead-1 tier-called', 'resident-1 report-received'];
const TAKEN = [...OPENED, 'resident-1 acknowledged'];

it('the same key and report are the same issue for everybody, another report under it is refused', async () => {
  const { doorstep } = world();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => doorstep.report(report('calm'), { key: 'app-17' })),
  );
  expect(new Set(answers.map(({ issue }) => issue)).size).toBe(1);
  expect(answers.map(({ seq }) => seq)).toEqual(Array(10).fill(1));
  const [{ issue } = { issue: issueId('none') }] = answers;
  await expect(doorstep.report(report('calm', '电梯坏了'), { key: 'app-17' })).rejects.toMatchObject({
    code: 'REPORT_MISMATCH',
  });
  // Also when the issue has moved on meanwhile.
  await doorstep.acknowledge(issue, { by: lead });
  expect(await doorstep.report(report('calm'), { key: 'app-17' })).toMatchObject({ issue, seq: 1 });
  await expect(doorstep.report(report('calm', '电梯坏了'), { key: 'app-17' })).rejects.toMatchObject({
    code: 'REPORT_MISMATCH',
  });
  expect(await doorstep.timeline(issue)).toHaveLength(2);
  world().expectNotices(issue, ...TAKEN);
});

it('a command id that comes again gets the first receipt: at once, later, and after the issue was closed', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'), { key: 'closed-soon' });
  const commandId = newCommandId();
  const taken = await Promise.all(
    Array.from({ length: 5 }, () => doorstep.acknowledge(issue, { by: lead }, { commandId })),
  );
  expect(taken.map(({ seq }) => seq)).toEqual([2, 2, 2, 2, 2]);
  await doorstep.handle(issue, { by: lead, ...done });
  expect(await doorstep.acknowledge(issue, { by: lead }, { commandId })).toMatchObject({ seq: 2, repeated: false });
  await doorstep.confirm(issue, { by: resident });
  await workflowOf(world(), issue).result();
  expect(await doorstep.acknowledge(issue, { by: lead }, { commandId })).toMatchObject({ seq: 2 });
  expect(await doorstep.report(report('calm'), { key: 'closed-soon' })).toMatchObject({ issue, seq: 1 });
  expect(await doorstep.timeline(issue)).toHaveLength(5);
  world().expectNotices(issue, ...TAKEN, 'resident-1 please-confirm', 'lead-1 closed', 'resident-1 closed');
});

it('a command that names the event it has seen counts only while that is the last one', async () => {
  const { doorstep } = world();
  const { issue, seq } = await doorstep.report(report('calm'));
  const commandId = newCommandId();
  const moved = expect.objectContaining({ code: 'PRECONDITION_FAILED' }) as unknown;
  expect(await doorstep.acknowledge(issue, { by: lead }, { commandId, ifSeq: seq })).toMatchObject({ seq: 2 });
  // It counted, so that it gets its answer whatever it names.
  expect(await doorstep.acknowledge(issue, { by: lead }, { commandId, ifSeq: seq })).toMatchObject({ seq: 2 });
  await expect(doorstep.handle(issue, { by: lead, ...done }, { ifSeq: seq })).rejects.toEqual(moved);
  await expect(doorstep.handle(issue, { by: lead, ...done }, { ifSeq: 3 })).rejects.toEqual(moved);
  // Of many who have seen the same, one is heard.
  const many = await Promise.allSettled(
    Array.from({ length: 10 }, () => doorstep.assign(issue, { by: lead, to: lead }, { ifSeq: 2 })),
  );
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(many.filter((one) => one.status === 'rejected').map(({ reason }) => reason as unknown)).toEqual(
    Array(9).fill(moved),
  );
  expect((await doorstep.get(issue)).seq).toBe(3);
  world().expectNotices(issue, ...TAKEN, 'lead-1 assigned');
});

it('a command id that comes again for something else is refused, whoever remembers it', async () => {
  const { doorstep } = world();
  const { issue } = await doorstep.report(report('calm'));
  const commandId = newCommandId();
  const reused = expect.objectContaining({ code: 'COMMAND_ID_REUSED' }) as unknown;
  await doorstep.acknowledge(issue, { by: lead }, { commandId });
  await expect(doorstep.assign(issue, { by: lead, to: lead }, { commandId })).rejects.toEqual(reused);
  await expect(doorstep.assign(issue, { by: lead, to: grid[0] }, { commandId })).rejects.toEqual(reused);
  for (let turn = 0; turn < 35; turn += 1) await doorstep.assign(issue, { by: lead, to: lead });
  // Out of the workflow's memory, the log says so.
  await expect(doorstep.assign(issue, { by: lead, to: lead }, { commandId })).rejects.toEqual(reused);
  expect(await doorstep.timeline(issue)).toHaveLength(37);
  world().expectNotices(issue, ...TAKEN, ...Array<string>(35).fill('lead-1 assigned'));
});

it('when something happened is kept apart from when it was recorded', async () => {
  const { doorstep } = world();
  const seenAtMs = Date.now() - 3_600_000;
  const { issue } = await doorstep.report({ ...report('calm'), occurredAtMs: seenAtMs });
  const takenAtMs = Date.now() - 60_000;
  await doorstep.acknowledge(issue, { by: lead }, { occurredAtMs: takenAtMs });
  const [opened, acknowledged] = await doorstep.timeline(issue);
  expect([opened?.occurredAtMs, acknowledged?.occurredAtMs]).toEqual([seenAtMs, takenAtMs]);
  expect((acknowledged?.recordedAtMs ?? 0) - takenAtMs).toBeGreaterThanOrEqual(60_000);
  // Clocks run from when the issue came in, not from when the resident saw the matter.
  expect((await doorstep.get(issue)).tierSinceMs).toBeGreaterThanOrEqual(seenAtMs + 3_600_000);
  await expect(
    doorstep.handle(issue, { by: lead, ...done }, { occurredAtMs: Date.now() + 60_000 }),
  ).rejects.toMatchObject({ code: 'OCCURRED_IN_FUTURE' });
  world().expectNotices(issue, ...TAKEN);
});

it('an issue that nobody reported is unknown to every command, and leaves nothing behind', async () => {
  const { doorstep } = world();
  const nobody = issueId('i-nobody');
  await expect(doorstep.acknowledge(nobody, { by: lead })).rejects.toMatchObject({ code: 'ISSUE_UNKNOWN' });
  await expect(doorstep.get(nobody)).rejects.toMatchObject({ code: 'ISSUE_UNKNOWN' });
  await expect(doorstep.explain(nobody)).rejects.toMatchObject({ code: 'ISSUE_UNKNOWN' });
  await doorstep.signalApprove(nobody, { by: lead });
  await expect(workflowOf(world(), nobody).result()).resolves.toMatchObject({
    outcome: null,
    refused: 'ISSUE_UNKNOWN',
  });
  expect(await findIssue(world().database, nobody)).toBeNull();
});

it.each([
  ['unit', { unit: 'atlantis-9' }, 'UNIT_UNKNOWN'],
  ['category', { category: 'dragons' }, 'CATEGORY_UNKNOWN'],
  ['reporter', { reporter: 'nobody-1' }, 'PERSON_UNKNOWN'],
  ['severity', { severity: 'mild' }, 'REPORT_MALFORMED'],
  ['text', { text: '  ' }, 'REPORT_MALFORMED'],
  ['field', { colour: 'red' }, 'REPORT_MALFORMED'],
  ['instant', { occurredAtMs: Date.now() + 3_600_000 }, 'OCCURRED_IN_FUTURE'],
])('a report with an impossible %s is refused, and its key stays free for a better one', async (what, wrong, code) => {
  const { doorstep } = world();
  await expect(doorstep.report({ ...report('calm'), ...wrong } as never, { key: what })).rejects.toMatchObject({
    code,
  });
  const { issue } = await doorstep.report(report('calm'), { key: what });
  world().expectNotices(issue, ...OPENED);
});

it.each([
  ['no object', 'acknowledge', [42], 'COMMAND_MALFORMED'],
  ['nothing', 'acknowledge', [], 'COMMAND_MALFORMED'],
  ['a missing field', 'dispute', [{ by: 'resident-1' }], 'COMMAND_MALFORMED'],
  ['a field nobody knows', 'acknowledge', [{ by: 'lead-1', note: 'x' }], 'COMMAND_MALFORMED'],
  [
    'evidence that is none',
    'handle',
    [{ by: 'lead-1', note: 'x', evidence: [{ kind: 'photo' }] }],
    'COMMAND_MALFORMED',
  ],
  ['a time that is none', 'acknowledge', [{ by: 'lead-1' }, { occurredAtMs: 'yesterday' }], 'COMMAND_MALFORMED'],
  ['a time before there was an issue', 'acknowledge', [{ by: 'lead-1' }, { occurredAtMs: -1e15 }], 'COMMAND_MALFORMED'],
  ['a time to come', 'acknowledge', [{ by: 'lead-1' }, { occurredAtMs: 9e15 }], 'OCCURRED_IN_FUTURE'],
  ['somebody else’s duty', 'acknowledge', [{ by: 'grid-1' }], 'NOT_YOURS_TO_DO'],
  ['the wrong stage', 'confirm', [{ by: 'resident-1' }], 'NOT_IN_THIS_STAGE'],
])('an update with %s is refused at the door, without a trace and without harm', async (_what, name, args, code) => {
  const { issue } = await world().doorstep.report(report('calm'));
  const handle = workflowOf(world(), issue);
  const refused = handle.executeUpdate(name, { args: args as [unknown] });
  await expect(refused).rejects.toMatchObject({ cause: { type: code } });
  expect(await world().doorstep.timeline(issue)).toHaveLength(1);
  expect(await world().doorstep.acknowledge(issue, { by: lead })).toMatchObject({ seq: 2 });
  world().expectNotices(issue, ...TAKEN);
});

it('an update id that could pass for one of the engine’s own names is refused', async () => {
  const { issue } = await world().doorstep.report(report('calm'));
  const update = (updateId: string) =>
    workflowOf(world(), issue).executeUpdate('acknowledge', { updateId, args: [{ by: lead }] });
  for (const id of ['open', 'wake:acknowledge:1:0:0', 'signal:approve:grid-1:a1', 'x'.repeat(200)]) {
    await expect(update(id)).rejects.toMatchObject({ cause: { type: 'COMMAND_MALFORMED' } });
  }
  world().expectNotices(issue, ...OPENED);
});

it.each([
  ['in an encoding nobody knows', 'json/protobuf', '{"by":"grid-1"}'],
  ['that is no JSON', 'json/plain', '{by: grid-1}'],
])('a signal %s leaves an event, and the issue goes on', async (_what, encoding, data) => {
  const { doorstep, temporal } = world();
  const { issue } = await doorstep.report(report('calm'));
  await workflowOf(world(), issue).describe();
  const payload = { metadata: { encoding: Buffer.from(encoding) }, data: Buffer.from(data) };
  await temporal.workflowService.signalWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: `issue/${issue}` },
    signalName: 'approve',
    input: { payloads: [payload] },
  });
  await until('the refusal is in the log', async () => (await doorstep.timeline(issue)).length === 2);
  expect((await doorstep.timeline(issue)).at(-1)).toMatchObject({ type: 'command-refused' });
  expect(await doorstep.acknowledge(issue, { by: lead })).toMatchObject({ stage: 'handling' });
  world().expectNotices(issue, ...TAKEN);
});
