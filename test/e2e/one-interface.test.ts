/** One interface, three ways: whatever the way, the same calls have the same answers, refusals and effects. */
import { isDeepStrictEqual } from 'node:util';
import { partyKey, personId, unitId, type Issues } from '../../clients/sdk';
import { keyOf } from '../support/gateway-with-keys';
import { until } from '../support/until';
import { facts, group, lamp, lead, other, photo, resident, waysForTests, WAYS, worker } from '../support/ways';

const { world, over, connect } = waysForTests();

const refused = (code: string, more: object = {}) => expect.objectContaining({ code, ...more }) as unknown;
const anything = expect.anything() as unknown;

describe.each(WAYS)('%s', (way) => {
  it('a report is one issue under its key, and another report under it is refused', async () => {
    const issues = over(way);
    const key = `钥匙-${way}`;
    const first = await issues.report({ ...lamp, location: { lat: 40.81, lon: 111.71 } }, { key });
    expect(first).toMatchObject({ issue: anything, seq: 1, stage: 'open', tier: 1 });
    const again = await issues.report({ ...lamp, location: { lat: 40.81, lon: 111.71 } }, { key });
    expect({ ...again, repeated: undefined }).toStrictEqual({ ...first, repeated: undefined });
    await expect(issues.report({ ...lamp, text: '别的' }, { key })).rejects.toEqual(refused('REPORT_MISMATCH'));
    await expect(issues.report({ ...lamp, text: '' })).rejects.toEqual(
      refused('REPORT_MALFORMED', { place: { field: 'text' } }),
    );
    await expect(issues.report({ ...lamp, category: 'nothing-such' })).rejects.toEqual(refused('CATEGORY_UNKNOWN'));
    expect((await issues.report(lamp)).issue).not.toBe((await issues.report(lamp)).issue);
    const read = await issues.get(first.issue);
    expect(read.report.location).toStrictEqual({ lat: 40.81, lon: 111.71 });
    expect(facts(read)).toStrictEqual(facts(await world().doorstep.get(first.issue)));
  });

  it('commands from the report to the resident’s word and back, each once', async () => {
    const issues = over(way);
    const { issue } = await issues.report(lamp);
    const taken = await issues.acknowledge(issue, { by: lead }, { commandId: 'take', ifSeq: 1 });
    expect(taken).toMatchObject({ issue, seq: 2, stage: 'handling' });
    const again = await issues.acknowledge(issue, { by: lead }, { commandId: 'take', ifSeq: 1 });
    expect({ ...again, repeated: undefined }).toStrictEqual({ ...taken, repeated: undefined });
    await expect(issues.comment(issue, { by: lead, text: '?', evidence: [] }, { commandId: 'take' })).rejects.toEqual(
      refused('COMMAND_ID_REUSED'),
    );
    await expect(issues.comment(issue, { by: lead, text: '?', evidence: [] }, { ifSeq: 1 })).rejects.toEqual(
      refused('PRECONDITION_FAILED'),
    );
    await expect(issues.confirm(issue, { by: resident })).rejects.toEqual(
      refused('NOT_IN_THIS_STAGE', { details: expect.objectContaining({ allowed: anything }) as unknown }),
    );
    await expect(issues.handle(issue, { by: lead, note: '', evidence: [] })).rejects.toEqual(
      refused('COMMAND_MALFORMED'),
    );
    await issues.request(issue, { by: lead, kind: 'extension', extendByMs: 3_600_000, reason: '等配件' });
    await issues.approve(issue, { by: worker });
    expect((await issues.get(issue)).approvals).toMatchObject([{ status: 'approved', decidedBy: worker }]);
    await issues.request(issue, { by: lead, kind: 'extension', extendByMs: 3_600_000, reason: '等配件' });
    await issues.reject(issue, { by: worker, reason: '够了' });
    const earlierMs = (await issues.get(issue)).stageSinceMs + 1;
    await issues.comment(issue, { by: lead, text: '配件已到', evidence: photo }, { occurredAtMs: earlierMs });
    expect(await issues.escalate(issue, { by: lead, reason: '要换电缆' })).toMatchObject({ stage: 'open', tier: 2 });
    await issues.acknowledge(issue, { by: worker });
    await issues.assign(issue, { by: worker, to: other });
    await issues.handle(issue, { by: other, note: '换了灯泡', evidence: photo });
    expect(await issues.dispute(issue, { by: resident, reason: '还是不亮' })).toMatchObject({ stage: 'open', tier: 3 });
    await issues.acknowledge(issue, { by: group });
    await issues.handle(issue, { by: group, note: '换了线', evidence: photo });
    expect(await issues.confirm(issue, { by: resident })).toMatchObject({ stage: 'closed' });
    expect((await issues.get(issue)).closure).toMatchObject({ outcome: 'confirmed' });
    expect(await issues.reopen(issue, { by: resident, reason: '又坏了' })).toMatchObject({ stage: 'open' });
    expect(facts(await issues.get(issue))).toStrictEqual(facts(await world().doorstep.get(issue)));
    expect(await issues.explain(issue)).toStrictEqual(
      JSON.parse(JSON.stringify(await world().doorstep.explain(issue))) as unknown,
    );
    const timeline = await issues.timeline(issue);
    expect(timeline).toStrictEqual(await world().doorstep.timeline(issue));
    expect(timeline.find(({ type }) => type === 'commented')).toMatchObject({
      occurredAtMs: earlierMs,
      event: { text: '配件已到' },
    });
  });

  it('what several do together: verified, summoned, checked on the spot, and the resident called', async () => {
    const issues = over(way);
    const property = partyKey('property-manager');
    const { issue } = await issues.report({ ...lamp, category: 'property', text: '开发商没修完的路' });
    const second = await issues.report({ ...lamp, category: 'property', text: '同一条路' });
    expect(await issues.verify(issue, { by: worker })).toMatchObject({ stage: 'open' });
    await issues.verify(second.issue, { by: worker });
    await issues.acknowledge(issue, { by: lead });
    await issues.link(second.issue, { by: lead, to: issue, reason: '同一条路' });
    await issues.summon(issue, { by: lead, party: property, reason: '要一起处理' });
    await issues['report-in'](issue, { by: personId('property-oleaster-1') });
    await issues.finish(issue, { by: personId('property-oleaster-1'), note: '路面好了', evidence: photo });
    await issues.supervise(issue, { by: group, reason: '居民多次反映' });
    await issues.answer(issue, { by: lead, note: '今天完成' });
    await issues.delegate(issue, { by: lead, to: worker, untilMs: Date.now() + 3_600_000 });
    await issues.reclassify(issue, { by: worker, severity: 'high', reason: '有人摔倒' });
    await until('the lead knows who follows', async () => (await issues.get(issue)).followers?.[0] === second.issue);
    expect(facts(await issues.get(issue))).toStrictEqual(facts(await world().doorstep.get(issue)));
    await issues.handle(issue, { by: lead, note: '都好了', evidence: photo });
    await issues['fail-check'](issue, { by: group, reason: '还有坑', evidence: photo });
    expect((await issues.get(issue)).reworks).toBe(1);
    await issues.handle(issue, { by: lead, note: '补好了', evidence: photo });
    expect(await issues['pass-check'](issue, { by: group, evidence: photo })).toMatchObject({ stage: 'confirming' });
    expect(await issues['call-back'](issue, { by: worker, answer: 'satisfied' })).toMatchObject({ stage: 'closed' });
    await until('both ways say the same', async () =>
      isDeepStrictEqual(facts(await issues.get(issue)), facts(await world().doorstep.get(issue))),
    );
  });

  it('an issue that is not there is unknown to every call', async () => {
    const issues = over(way);
    const nothing = 'i-nothing' as Awaited<ReturnType<Issues['report']>>['issue'];
    const unknown = refused('ISSUE_UNKNOWN');
    await expect(issues.get(nothing)).rejects.toEqual(unknown);
    await expect(issues.explain(nothing)).rejects.toEqual(unknown);
    await expect(issues.timeline(nothing)).rejects.toEqual(unknown);
    // Who has nothing to do with an issue learns nothing of whether it exists.
    const door = refused(way === 'straight' ? 'ISSUE_UNKNOWN' : 'FORBIDDEN');
    await expect(issues.acknowledge(nothing, { by: lead })).rejects.toEqual(door);
    await expect(issues.follow(nothing)[Symbol.asyncIterator]().next()).rejects.toEqual(unknown);
    await expect(issues.waitFor(nothing, 'closed', { timeoutMs: 300 })).rejects.toEqual(refused('WAIT_TIMED_OUT'));
    await expect(issues.get('Not An Id' as typeof nothing)).rejects.toEqual(refused('ARGUMENT_INVALID'));
  });

  it('finds page by page, by words, by units and their order', async () => {
    const issues = over(way);
    const word = `nonce${way}x`;
    const made = [];
    for (const unit of ['oleaster-1', 'oleaster-1', 'oleaster-2', 'oleaster'])
      made.push((await issues.report({ ...lamp, unit: unitId(unit), text: `${word} 灯` })).issue);
    const page = await issues.find({ words: word, sort: 'oldest', limit: 3 });
    expect(page.issues.map(({ id }) => id)).toStrictEqual(made.slice(0, 3));
    expect(page).toStrictEqual({
      ...(await world().doorstep.find({ words: word, sort: 'oldest', limit: 3 })),
      next: expect.any(String) as unknown,
    });
    const last = await issues.find({ words: word, sort: 'oldest', limit: 3, cursor: page.next ?? '' });
    expect(last.issues.map(({ id }) => id)).toStrictEqual(made.slice(3));
    expect(last.next).toBeUndefined();
    const all = [];
    for await (const { id } of issues.findAll({ words: word, limit: 1 })) all.push(id);
    expect(all).toStrictEqual(made);
    const inUnit = await issues.find({ words: word, unit: 'oleaster' });
    expect(inUnit.issues.map(({ id }) => id)).toStrictEqual(made.slice(3));
    expect(await issues.find({ words: word, stage: [] })).toStrictEqual({ issues: [] });
    const narrow = { words: word, stage: ['open', 'handling'], tier: 1, category: 'lamps', open: true } as const;
    expect(
      (await issues.find({ ...narrow, opened: { fromMs: 0, beforeMs: Date.now() + 60_000 } })).issues,
    ).toHaveLength(4);
    expect((await issues.find({ ...narrow, reporter: lead })).issues).toStrictEqual([]);
    await expect(issues.find({ sort: 'distance' })).rejects.toEqual(refused('ARGUMENT_INVALID'));
    await expect(issues.find({ ...narrow, limit: 0 })).rejects.toEqual(refused('ARGUMENT_INVALID'));
    await expect(issues.find({ ...narrow, cursor: page.next ?? '' })).rejects.toEqual(
      refused(way === 'straight' ? 'ARGUMENT_INVALID' : 'REQUEST_MALFORMED'),
    );
  });

  it('follows an issue from its first event to its close, and waits for it', async () => {
    const issues = over(way);
    const { issue } = await issues.report(lamp);
    const closed = issues.waitFor(issue, 'closed', { timeoutMs: 60_000 });
    const tier = issues.waitFor(issue, ({ assignee }) => assignee === lead, { timeoutMs: 60_000 });
    const followed: number[] = [];
    for await (const { seq, type } of issues.follow(issue)) {
      followed.push(seq);
      if (type === 'opened') await issues.acknowledge(issue, { by: lead });
      if (type === 'acknowledged') await issues.handle(issue, { by: lead, note: '换了灯泡', evidence: photo });
      if (type === 'handled') await issues.confirm(issue, { by: resident });
      if (type === 'closed') break;
    }
    const log = await world().doorstep.timeline(issue);
    expect(followed).toStrictEqual(log.map(({ seq }) => seq));
    expect(await closed).toMatchObject({ stage: 'closed', closure: { outcome: 'confirmed' } });
    expect(await tier).toMatchObject({ assignee: lead });
    const rest = [];
    for await (const { seq } of issues.follow(issue, { after: 2 })) if (rest.push(seq) === log.length - 2) break;
    expect(rest).toStrictEqual(followed.slice(2));
  });

  it('hears of everything from when it was ready, and ends with its signal', async () => {
    const issues = over(way);
    const over1 = new AbortController();
    const events = issues.subscribe({ signal: over1.signal });
    await events.ready;
    const { issue } = await issues.report(lamp);
    await issues.acknowledge(issue, { by: lead });
    const heard: string[] = [];
    for await (const event of events) {
      if (event.subject !== issue) continue;
      expect(JSON.stringify(event)).not.toContain(lamp.text);
      if (!heard.includes(event.type)) heard.push(event.type);
      if (heard.length === 2) over1.abort();
    }
    expect(heard).toStrictEqual(['issue.opened.v1', 'issue.acknowledged.v1']);
  });

  it('gives up with the signal of its caller', async () => {
    const issues = over(way);
    const { issue } = await issues.report(lamp);
    const gone = AbortSignal.abort(new Error('gone'));
    const call = { signal: gone };
    await expect(issues.get(issue, call)).rejects.toThrow('gone');
    await expect(issues.acknowledge(issue, { by: lead }, call)).rejects.toThrow('gone');
    await expect(issues.report(lamp, call)).rejects.toThrow('gone');
    await expect(issues.waitFor(issue, 'closed', call)).rejects.toThrow('gone');
    const soon = AbortSignal.timeout(300);
    const begun = Date.now();
    const followed = [];
    for await (const { seq } of issues.follow(issue, { signal: soon })) followed.push(seq);
    expect(followed).toStrictEqual([1]);
    await expect(issues.waitFor(issue, 'closed', { signal: AbortSignal.timeout(300) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect((await issues.get(issue)).seq).toBe(1);
  });
});

describe.each(['http', 'nats'] as const)('through the gateway, %s', (way) => {
  it('says who may not, by which credential, and finds what lies below a unit', async () => {
    const reader = await connect(way, await keyOf(world(), null, ['issues.read']));
    await expect(reader.report(lamp)).rejects.toEqual(refused('FORBIDDEN'));
    const { issue } = await over(way).report({ ...lamp, text: `below ${way}` });
    await expect(reader.acknowledge(issue, { by: lead })).rejects.toEqual(refused('FORBIDDEN'));
    const below = { words: `below ${way}`, unit: 'oleaster' };
    expect((await reader.find(below)).issues).toStrictEqual([]);
    expect((await reader.find({ ...below, below: true } as typeof below)).issues).toMatchObject([{ id: issue }]);
    await reader.close();
    await expect(reader.get(issue)).rejects.toEqual(refused('CLIENT_CLOSED'));
    const stranger = await connect(way, `dsk_${'x'.repeat(40)}`);
    await expect(stranger.get(issue)).rejects.toEqual(refused('UNAUTHENTICATED'));
    if (way === 'http') await expect(stranger.subscribe().ready).rejects.toEqual(refused('UNAUTHENTICATED'));
    await stranger.close();
  });

  it('a close ends what is waited for and followed', async () => {
    const issues = await connect(way, await keyOf(world(), null, ['issues.report', 'issues.read']));
    const { issue } = await issues.report(lamp);
    const waiting = issues.waitFor(issue, 'closed', { timeoutMs: 60_000 });
    const following = (async () => {
      for await (const _ of issues.follow(issue));
    })();
    const begun = Date.now();
    setTimeout(() => void issues.close(), 300);
    await expect(waiting).rejects.toEqual(refused('CLIENT_CLOSED'));
    await expect(following).rejects.toEqual(refused('CLIENT_CLOSED'));
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});
