/** One interface, three ways: how it stood, how many there are, who is on duty, and many issues at once. */
import { newBulkId, personId, unitId, type BulkResult, type IssueId, type Issues } from '../../clients/sdk';
import { keyOf } from '../support/gateway-with-keys';
import { facts, lamp, lead, other, resident, waysForTests, WAYS, worker } from '../support/ways';

const { world, over, connect } = waysForTests();

const refused = (code: string, more: object = {}) => expect.objectContaining({ code, ...more }) as unknown;
const some = async (issues: Issues, count: number, text = lamp.text): Promise<readonly IssueId[]> =>
  Promise.all(Array.from({ length: count }, async () => (await issues.report({ ...lamp, text })).issue));
const all = async <T>(given: AsyncIterable<T>): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const one of given) found.push(one);
  return found;
};
const nothing = 'i-nothing' as IssueId;

describe.each(WAYS)('%s', (way) => {
  it('an issue as it stood, and why', async () => {
    const issues = over(way);
    const { issue } = await issues.report(lamp);
    await issues.acknowledge(issue, { by: lead });
    const [opened, taken] = await issues.timeline(issue);
    const atMs = opened?.recordedAtMs ?? 0;
    expect(await issues.get(issue, { atMs })).toMatchObject({ seq: 1, stage: 'open', assignee: null });
    expect(facts(await issues.get(issue, { atMs }))).toStrictEqual(facts(await world().doorstep.get(issue, { atMs })));
    expect(await issues.explain(issue, { atMs })).toMatchObject({ seq: 1, waits: [{ what: 'acknowledgement' }, {}] });
    expect(await issues.get(issue, { atMs: taken?.recordedAtMs ?? 0 })).toMatchObject({ seq: 2, assignee: lead });
    await expect(issues.get(issue, { atMs: atMs - 1 })).rejects.toEqual(
      refused('ISSUE_UNKNOWN', { message: `There is no issue ${issue} at that instant.` }),
    );
    await expect(issues.explain(nothing, { atMs })).rejects.toEqual(refused('ISSUE_UNKNOWN'));
    for (const wrong of [-1, 1.5, Number.NaN, 253_402_300_800_000])
      await expect(issues.get(issue, { atMs: wrong })).rejects.toEqual(
        refused('ARGUMENT_INVALID', { place: { field: 'atMs' } }),
      );
  });

  it('how many there are of each kind', async () => {
    const issues = over(way);
    const word = `counted${way}x`;
    const [first] = await some(issues, 3, `${word} 灯`);
    await issues.report({ ...lamp, text: `${word} 灯`, unit: unitId('oleaster'), severity: 'high' });
    await issues.acknowledge(first!, { by: lead });
    expect(await issues.counts({ words: word, by: ['stage', 'severity'] })).toStrictEqual({
      total: 4,
      by: {
        stage: [
          { key: 'open', count: 3 },
          { key: 'handling', count: 1 },
        ],
        severity: [
          { key: 'normal', count: 3 },
          { key: 'high', count: 1 },
        ],
      },
    });
    const inUnit = await issues.counts({ words: word, unit: 'oleaster' });
    expect(inUnit).toMatchObject({ total: 1, by: { unit: [{ key: 'oleaster', count: 1 }] } });
    expect(Object.keys(inUnit.by).sort()).toStrictEqual([
      ...['category', 'procedure', 'severity', 'stage', 'tier', 'unit'],
    ]);
    expect(await issues.counts({ words: word, stage: [], by: 'tier' })).toStrictEqual({ total: 0, by: { tier: [] } });
    await expect(issues.counts({ by: 'text' as 'tier' })).rejects.toEqual(refused('ARGUMENT_INVALID'));
    await expect(issues.counts({ by: [] })).rejects.toEqual(refused('ARGUMENT_INVALID'));
  });

  it('who is on duty, until when, where nobody is, and when somebody is', async () => {
    const { duty } = over(way);
    const atMs = Date.now();
    const asked = { role: 'grid-worker', unit: 'oleaster' };
    const found = await duty.read(asked, { atMs });
    expect(found).toMatchObject({
      role: 'grid-worker',
      unit: 'oleaster',
      atMs,
      people: [worker, other],
    });
    expect(found).toStrictEqual(plain(await over('straight').duty.read(asked, { atMs })));
    expect((await duty.read({ ...asked, competence: ['gas', 'height'] }, { atMs })).people).toStrictEqual([]);
    const coverage = await duty.coverage({ weeks: 2 });
    expect(coverage.cells).toBeGreaterThan(3);
    expect(coverage.untilMs - coverage.fromMs).toBe(14 * 86_400_000);
    expect({ ...coverage, fromMs: 0, untilMs: 0, gaps: coverage.gaps.length }).toStrictEqual({
      ...plain(await over('straight').duty.coverage({ weeks: 2 })),
      ...{ fromMs: 0, untilMs: 0, gaps: coverage.gaps.length },
    });
    const shifts = await duty.shifts(worker);
    expect(shifts.length).toBeGreaterThan(0);
    expect(shifts[0]).toMatchObject({ role: 'grid-worker', unit: 'oleaster' });
    await expect(duty.read({ ...asked, role: 'nobody-such' })).rejects.toEqual(refused('ROLE_UNKNOWN'));
    await expect(duty.read({ ...asked, unit: 'nowhere' })).rejects.toEqual(refused('UNIT_UNKNOWN'));
    await expect(duty.shifts(personId('nobody-such'))).rejects.toEqual(refused('PERSON_UNKNOWN'));
    await expect(duty.coverage({ weeks: 27 })).rejects.toEqual(refused('ARGUMENT_INVALID'));
    await expect(duty.read({ ...asked, unit: 'No Unit' })).rejects.toEqual(refused('ARGUMENT_INVALID'));
  });

  it('one command on many issues, foretold and done, each answered by itself and counted once', async () => {
    const issues = over(way);
    const made = await some(issues, 36);
    await issues.acknowledge(made[0]!, { by: lead });
    const [bulkId, named] = [newBulkId(), [...made, made[1]!, nothing]];
    const foretold = await all(issues.foretell('acknowledge', named, { by: lead }, { bulkId }));
    expect(foretold.map(({ issue }) => issue)).toStrictEqual([...made, nothing]);
    expect(foretold[0]).toMatchObject({ outcome: 'refused', code: 'NOT_IN_THIS_STAGE' });
    expect(foretold[1]).toStrictEqual({ issue: made[1], outcome: 'accepted', events: ['acknowledged'] });
    const unknown = way === 'straight' ? 'ISSUE_UNKNOWN' : 'FORBIDDEN';
    expect(foretold.at(-1)).toMatchObject({ issue: nothing, outcome: 'refused', code: unknown });
    const bulk = issues.bulk('acknowledge', named, { by: lead }, { bulkId });
    const results = await all(bulk);
    expect(new Set(results.map(({ issue }) => issue))).toStrictEqual(new Set([...made, nothing]));
    expect(results.find(({ issue }) => issue === made[1])).toMatchObject({
      outcome: 'accepted',
      receipt: { issue: made[1], seq: 2, stage: 'handling', tier: 1 },
    });
    expect(await bulk.summary()).toStrictEqual({
      ...{ bulkId, command: 'acknowledge', issues: 37, accepted: 35, refused: 2, failed: 0, unsent: 0 },
      byCode: { NOT_IN_THIS_STAGE: 1, [unknown]: 1 },
    });
    const again = await issues.bulk('acknowledge', made, { by: lead }, { bulkId }).summary();
    expect(again).toMatchObject({ accepted: 35, refused: 1 });
    for (const issue of made) expect((await issues.get(issue)).seq).toBe(2);
    const counted = await all(issues.foretell('acknowledge', made.slice(1), { by: lead }, { bulkId }));
    expect(new Set(counted.map(({ outcome }) => outcome))).toStrictEqual(new Set(['counted']));
    const reused = await issues
      .bulk('comment', made.slice(1, 3), { by: lead, text: '?', evidence: [] }, { bulkId })
      .summary();
    expect(reused.byCode).toStrictEqual({ COMMAND_ID_REUSED: 2 });
  }, 120_000);

  it('a bulk says when it happened, ends with its signal, and is refused before anything is sent', async () => {
    const issues = over(way);
    const made = await some(issues, 2);
    const occurredAtMs = (await issues.get(made[1]!)).openedAtMs;
    const said = { by: lead, text: '配件已到', evidence: [] };
    await issues.bulk('comment', made, said, { occurredAtMs }).summary();
    expect((await issues.timeline(made[1]!)).at(-1)).toMatchObject({ occurredAtMs, event: { text: '配件已到' } });
    const stopped = issues.bulk('acknowledge', made, { by: lead }, { signal: AbortSignal.abort() });
    expect(await stopped.summary()).toMatchObject({ accepted: 0, unsent: 2 });
    const wrong: readonly (() => unknown)[] = [
      () => issues.bulk('comment', made, { by: lead, text: '', evidence: [] }),
      () => issues.foretell('comment', made, { by: lead, text: '', evidence: [] }),
    ];
    for (const call of wrong) expect(call).toThrow(refused('COMMAND_MALFORMED') as Error);
    expect(() => issues.bulk('resume', made, { by: lead }, { bulkId: 'a b' })).toThrow();
    expect(() => issues.bulk('resume', ['Not An Id' as IssueId], { by: lead })).toThrow();
  });

  it('an error has the same details, whichever way', async () => {
    const issues = over(way);
    const { issue } = await issues.report(lamp);
    const told = async (call: Promise<unknown>): Promise<unknown> => {
      const { code, details } = await call.then(
        () => Promise.reject(new Error('It was not refused.')),
        (error: { readonly code: string; readonly details?: Record<string, unknown> }) => error,
      );
      // The gateway adds what its log and HTTP know; the engine what stands beside the details elsewhere.
      const { requestId: _id, status: _status, remedy: _remedy, ...rest } = details ?? {};
      return { code, details: rest };
    };
    const calls = (by: Issues): readonly (() => Promise<unknown>)[] => [
      () => by.confirm(issue, { by: resident }),
      () => by.report({ ...lamp, category: 'nothing-such' }),
      () => by.report({ ...lamp, unit: unitId('nowhere') }),
      () => by.duty.read({ role: 'nobody-such', unit: 'oleaster' }),
      () => by.duty.read({ role: 'grid-worker', unit: 'nowhere' }),
      () => by.report({ ...lamp, text: '' }),
    ];
    const here = calls(issues);
    for (const [at, straight] of calls(over('straight')).entries()) {
      const expected = await told(straight());
      expect([at, await told(here[at]!())]).toStrictEqual([at, expected]);
    }
    expect(await told(issues.confirm(issue, { by: resident }))).toMatchObject({
      details: { allowed: expect.arrayContaining(['comment']) as unknown },
    });
    expect(await told(issues.report({ ...lamp, category: 'nothing-such' }))).toMatchObject({
      details: { known: expect.arrayContaining(['lamps']) as unknown },
    });
  });
});

/** As it is after it has been JSON. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe.each(['http', 'nats'] as const)('through the gateway, %s', (way) => {
  it('rights are judged issue by issue, and a key without the scope is refused for all', async () => {
    const made = await some(over(way), 2);
    const result = async (issues: Issues, by = lead): Promise<readonly BulkResult['outcome'][]> =>
      (await all(issues.bulk('acknowledge', made, { by }))).map(({ outcome }) => outcome);
    const reader = await connect(way, await keyOf(world(), null, ['issues.read']));
    expect(await result(reader)).toStrictEqual(['refused', 'refused']);
    await expect(all(reader.foretell('acknowledge', made, { by: lead }))).rejects.toEqual(refused('FORBIDDEN'));
    await expect(reader.duty.coverage()).rejects.toEqual(
      refused('FORBIDDEN', { details: expect.objectContaining({ reason: 'scope-missing' }) as unknown }),
    );
    // Who stands higher on the ladder is not the one whose turn it is.
    expect(await result(over(way), other)).toStrictEqual(['refused', 'refused']);
    expect(await result(over(way))).toStrictEqual(['accepted', 'accepted']);
    await reader.close();
  });

  it('counts what lies below a unit', async () => {
    const issues = over(way);
    await issues.report({ ...lamp, text: `beneath ${way}` });
    const asked = { words: `beneath ${way}`, unit: 'oleaster', by: 'unit' } as const;
    expect(await issues.counts(asked)).toStrictEqual({ total: 0, by: { unit: [] } });
    expect(await issues.counts({ ...asked, below: true } as typeof asked)).toMatchObject({ total: 1 });
  });
});
