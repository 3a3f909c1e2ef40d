/** A bulk without servers: what it calls its commands, how many are under way, what it makes of the answers. */
import { DoorstepError, issueId, newBulkId, personId, tallyOf, type IssueId } from '../../clients/sdk';
import { atOnce } from '../../clients/sdk/bulk/at-once';
import { runBulk, type ConcurrentBulkOptions } from '../../clients/sdk/bulk/bulk';
import { foretell, foretold } from '../../clients/sdk/bulk/foretell';
import { commandIdFor, commandIdInBulk } from '../../clients/sdk/ids';
import { select } from '../../clients/sdk/reading/select';
import type { CommandOptions } from '../../clients/sdk';
import { commandIdOf, type Receipt } from '../../contracts/workflow';
import { callersId, type IssueState } from '../../domain';
import type { IssueFilter } from '../../store';
import { acknowledge, given, ISSUE, T0 } from '../domain/given';

const lead = personId('lead');
const ids = (count: number): readonly IssueId[] => Array.from({ length: count }, (_, index) => issueId(`i-${index}`));
const receipt = (issue: IssueId): Receipt => ({ issue, seq: 2, stage: 'handling', tier: 1, repeated: false });

/** A bulk whose every command is answered by `answer`. */
function bulk(
  issues: readonly IssueId[],
  answer: (issue: IssueId) => Promise<Receipt>,
  options: ConcurrentBulkOptions = {},
) {
  const sent: (CommandOptions & { issue: IssueId })[] = [];
  const started = runBulk(
    (issue, _payload, more) => {
      sent.push({ issue, ...more });
      return answer(issue);
    },
    'acknowledge',
    issues,
    { by: lead },
    options,
  );
  return { sent, started };
}

describe('the names of its commands', () => {
  it('follow from the bulk and the issue, whoever runs it again, and are no other issue’s', async () => {
    const run = async () => {
      const { sent, started } = bulk(ids(50), async (issue) => receipt(issue), { bulkId: 'storm-3' });
      await started.summary();
      return sent.map(({ issue, commandId }) => [issue, commandId]).sort();
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(new Set(first.map(([, commandId]) => commandId)).size).toBe(50);
  });

  it('can be command ids at their longest', () => {
    const longest = commandIdInBulk('B'.repeat(63), issueId('i'.repeat(64)));
    const inLog = commandIdFor(longest, 'acknowledge', { by: lead });
    expect(commandIdOf(inLog)).toBe(inLog);
    expect(callersId(inLog)).toBe(longest);
  });

  it('come from a new name each time when none is given', () => {
    expect(newBulkId()).not.toBe(newBulkId());
    expect(newBulkId(1_000) < newBulkId(2_000)).toBe(true);
  });
});

describe('what is seen to be wrong before anything is sent', () => {
  const accept = async (issue: IssueId) => receipt(issue);
  test.each([
    ['an issue that is none', () => bulk(['I X' as IssueId], accept), 'ARGUMENT_INVALID'],
    ['a bulk id that can be no command id', () => bulk([], accept, { bulkId: 'a:b' }), 'ARGUMENT_INVALID'],
    ['a concurrency of 0', () => bulk([], accept, { concurrency: 0 }), 'ARGUMENT_INVALID'],
    [
      'a command that lacks a field',
      () => runBulk(accept, 'dispute', ids(2), { by: lead } as never, {}),
      'COMMAND_MALFORMED',
    ],
    [
      'no command at all',
      () => runBulk(accept, 'dance' as never, ids(2), { by: lead } as never, {}),
      'COMMAND_UNKNOWN',
    ],
  ])('%s', (_what, start, code) => {
    expect(start).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('a few at once', () => {
  it('never more than allowed, each item once, results as they come', async () => {
    let underWay = 0;
    let most = 0;
    const seen: number[] = [];
    const work = async (item: number): Promise<number> => {
      underWay += 1;
      most = Math.max(most, underWay);
      // The first is the slowest: it must not hold up the others.
      for (let turn = 0; turn < (item === 0 ? 200 : 3); turn += 1) await Promise.resolve();
      underWay -= 1;
      return item;
    };
    for await (const item of atOnce(Array(40).keys(), 4, work)) seen.push(item);
    expect(most).toBe(4);
    expect([...seen].sort((a, b) => a - b)).toEqual([...Array(40).keys()]);
    expect(seen.indexOf(0)).toBeGreaterThan(4);
  });

  it('begins nothing more after the signal, and counts what is left as unsent', async () => {
    const stop = new AbortController();
    const { sent, started } = bulk(ids(20), async (issue) => receipt(issue), { concurrency: 3, signal: stop.signal });
    const answered: IssueId[] = [];
    for await (const { issue } of started) {
      answered.push(issue);
      if (answered.length === 5) stop.abort();
    }
    expect(answered).toHaveLength(sent.length);
    expect(await started.summary()).toMatchObject({ issues: 20, accepted: sent.length, unsent: 20 - sent.length });
    expect(sent.length).toBeLessThan(10);
  });

  it('ends with its reader, who still hears of what was under way', async () => {
    const { sent, started } = bulk(ids(20), async (issue) => receipt(issue), { concurrency: 3 });
    for await (const _ of started) break;
    expect(await started.summary()).toMatchObject({ accepted: sent.length, unsent: 20 - sent.length });
    expect(sent).toHaveLength(3);
  });
});

it('a refusal or a failure of one issue stops no other, and says its code', async () => {
  const { started } = bulk(ids(6), async (issue) => {
    if (issue === 'i-1') throw new DoorstepError('NOT_YOURS_TO_DO', 'no');
    if (issue === 'i-2') throw new DoorstepError('NO_ANSWER', 'late');
    if (issue === 'i-3') throw new Error('a defect');
    if (issue === 'i-4') throw new DoorstepError('NOT_YOURS_TO_DO', 'no');
    return receipt(issue);
  });
  const outcomes: Record<string, string> = {};
  for await (const result of started)
    outcomes[result.issue] = result.outcome === 'accepted' ? 'accepted' : `${result.outcome} ${result.code}`;
  expect(outcomes).toEqual({
    'i-0': 'accepted',
    'i-1': 'refused NOT_YOURS_TO_DO',
    'i-2': 'failed NO_ANSWER',
    'i-3': 'failed UNEXPECTED',
    'i-4': 'refused NOT_YOURS_TO_DO',
    'i-5': 'accepted',
  });
  expect(await started.summary()).toEqual({
    bulkId: started.id,
    command: 'acknowledge',
    issues: 6,
    accepted: 2,
    refused: 2,
    failed: 2,
    unsent: 0,
    byCode: { NOT_YOURS_TO_DO: 2, NO_ANSWER: 1, UNEXPECTED: 1 },
  });
});

it('codes are counted, the most frequent first', () => {
  const tally = tallyOf([{ code: 'ISSUE_CLOSED' }, { code: 'NOT_DUE' }, { code: 'NOT_DUE' }]);
  expect(Object.entries(tally)).toEqual([
    ['NOT_DUE', 2],
    ['ISSUE_CLOSED', 1],
  ]);
});

describe('what it would come to', () => {
  const open = given().state;
  const command = { type: 'acknowledge', by: lead } as const;
  const nameOf = (bulk: string, payload: object = { by: lead }) =>
    commandIdFor(commandIdInBulk(bulk, ISSUE), 'acknowledge', payload);
  const counted: IssueState = { ...open, recent: [{ id: nameOf('b-1'), seq: 2 }] };

  it('is what the rules say of the issue as it stands', () => {
    expect(foretold(ISSUE, open, command, null, T0)).toMatchObject({ outcome: 'accepted', events: ['acknowledged'] });
    expect(foretold(ISSUE, given().and(acknowledge('lead')).state, command, null, T0)).toMatchObject({
      outcome: 'refused',
      code: 'NOT_IN_THIS_STAGE',
      message: expect.any(String) as string,
    });
    expect(foretold(ISSUE, undefined, command, null, T0)).toMatchObject({ code: 'ISSUE_UNKNOWN' });
  });

  it('is nothing where the same bulk has counted, and a refusal where its name was used for something else', () => {
    expect(foretold(ISSUE, counted, command, nameOf('b-1'), T0)).toEqual({ issue: ISSUE, outcome: 'counted' });
    expect(foretold(ISSUE, counted, command, nameOf('b-1', { by: 'grid' }), T0)).toMatchObject({
      code: 'COMMAND_ID_REUSED',
    });
    expect(foretold(ISSUE, counted, command, nameOf('b-2'), T0)).toMatchObject({ outcome: 'accepted' });
  });

  it('comes in the order that was asked for, whatever order the reader has', async () => {
    const reader = { list: async () => [open] };
    const told: string[] = [];
    for await (const { issue, outcome } of foretell(reader, 'acknowledge', [issueId('i-zz'), ISSUE], { by: lead }))
      told.push(`${issue} ${outcome}`);
    expect(told).toEqual(['i-zz refused', 'i-test accepted']);
  });
});

it('a selection is walked page by page until its end or its limit, each issue once', async () => {
  const all = Array.from({ length: 450 }, (_, index) => ({
    ...given().state,
    id: issueId(`i-${String(index).padStart(3, '0')}`),
  }));
  const asked: IssueFilter[] = [];
  const reader = {
    list: async (filter: IssueFilter) => {
      asked.push(filter);
      return all.filter(({ id }) => filter.after === undefined || id > filter.after).slice(0, filter.limit);
    },
  };
  const walk = async (filter: IssueFilter) => {
    const seen: string[] = [];
    for await (const { id } of select(reader, filter)) seen.push(id);
    return seen;
  };
  expect(await walk({ stage: 'open' })).toEqual(all.map(({ id }) => id));
  expect(asked).toHaveLength(3);
  expect(asked.every(({ order, stage }) => order === 'id' && stage === 'open')).toBe(true);
  expect(await walk({ limit: 250 })).toHaveLength(250);
});
