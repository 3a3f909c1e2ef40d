/** What the read model keeps of an issue beside its state, on a real PostgreSQL: by whom ever it is written. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { historyOf, rulesBook } from '../../clients/import/history';
import { openingStep } from '../../contracts/workflow';
import type { IssueId, IssueState, PersonId, UnitId } from '../../domain';
import { pin } from '../../domain/directory/pin';
import { readPolicies } from '../../policies/read';
import {
  append,
  appendHistories,
  firstBrokenLink,
  findIssue,
  searchIssues,
  WordReader,
  WordWriter,
  type Database,
  type History,
  type IssueSearch,
  type MasterKeys,
} from '../../store';
import { readModelRow } from '../../store/log';
import { identityWorldForTests } from './identity-world';

let database: Database;
const world = identityWorldForTests();
beforeAll(() => ({ database } = world()));

const policies = readPolicies();
const NOW_MS = Date.now() - 1_000;
const keys: MasterKeys = [{ id: 'first', key: randomBytes(32) }];
const matter = {
  text: '楼道灯不亮',
  category: 'lamps',
  severity: 'normal',
  unit: 'oleaster-1' as UnitId,
  reporter: 'resident-01' as PersonId,
  channel: 'app',
} as const;
const issue = (name: string): IssueId => `i-${name}` as IssueId;

const found = async (search: IssueSearch): Promise<readonly string[]> => {
  const findable = await new WordReader(database, () => keys).findable(search);
  return (await searchIssues(database, findable, { units: 'everywhere' }, { sort: 'oldest', limit: 50 })).rows.map(
    ({ id }) => id,
  );
};

const stateOf = (id: IssueId, round: number): IssueState => {
  const { after } = openingStep(id, matter, pin(policies, matter, 1, NOW_MS, NOW_MS), NOW_MS);
  const clock = after.clocks.acknowledge;
  if (clock === undefined) throw new Error('The tier on duty has no clock.');
  return { ...after, clocks: { ...after.clocks, acknowledge: { ...clock, round, dueAtMs: Date.UTC(2100, 0, 1) } } };
};

describe('whether somebody was called again', () => {
  it.each([0, 1])(
    'follows from the state, round %i, also where the engine is of before and does not say it',
    async (round) => {
      for (const says of [true, false]) {
        const id = issue(`called-${round}-${says}`);
        const step = { ...openingStep(id, matter, stateOf(id, 0).rules, NOW_MS), after: stateOf(id, round) };
        const { called_again, ...row } = readModelRow(step.after);
        expect(called_again).toBe(round > 0);
        if (says) expect(await append(database, id, step)).toMatchObject({ outcome: 'appended' });
        else
          await sql`
          select doorstep.append(${id}, 0, 'open', 'resident-01', ${NOW_MS}, array['issue.opened.v1'], array['{}'],
            ${JSON.stringify(row)}::json, ${JSON.stringify(step.after)}, '[]'::json, ${Date.now() + 60_000})`.execute(
            database.db,
          );
      }
      const ids = [true, false].map((says) => issue(`called-${round}-${says}`));
      expect((await found({ overdue: true })).filter((id) => ids.includes(id as IssueId)).sort()).toStrictEqual(
        round === 0 ? [] : [...ids].sort(),
      );
    },
  );
});

describe('histories of another system', () => {
  const history = (id: IssueId, text: string) =>
    historyOf(
      {
        line: 1,
        id,
        key: id,
        ref: id,
        report: { ...matter, text, location: { lat: 40.8, lon: 111.6 } },
        openedAtMs: NOW_MS,
        closedAtMs: NOW_MS + 1,
      },
      NOW_MS + 1,
      rulesBook(policies)(matter),
      'old',
    );

  it('are found by their words and their place, in clear as well as sealed, and the log proves them', async () => {
    const clear = ['路灯坏了', '!!!'].map((text, at) => history(issue(`clear-${at}`), text));
    expect(await appendHistories(database, clear)).toStrictEqual(new Set(clear.map(({ id }) => id)));
    const texts = ['井盖 missing', '???'].map((text, at) => ({
      issue: issue(`sealed-${at}`),
      person: undefined,
      text,
    }));
    const given = await new WordWriter(database, () => keys).sealMany(texts);
    for (const { issue: id, text } of texts) {
      const sealed = given(id);
      const written: History = {
        ...history(id, sealed?.seal('report.text', text) ?? ''),
        foundBy: { words: sealed?.words ?? '', place: { lat: 40.8, lon: 111.6 } },
      };
      expect([...(await appendHistories(database, [written]))]).toStrictEqual([id]);
      expect([...(await appendHistories(database, [written]))]).toStrictEqual([]);
      expect(await findIssue(database, id)).toStrictEqual(JSON.parse(JSON.stringify(written.steps.at(-1)?.after)));
      expect(await firstBrokenLink(database, id)).toBeNull();
    }
    expect(await found({ words: '路灯' })).toStrictEqual([issue('clear-0')]);
    expect(await found({ words: 'miss 井盖' })).toStrictEqual([issue('sealed-0')]);
    const near = await found({ near: { lat: 40.8, lon: 111.6, withinM: 10 } });
    expect([...near].sort()).toStrictEqual(['i-clear-0', 'i-clear-1', 'i-sealed-0', 'i-sealed-1']);
  });

  it('with sealed words and in clear are not written together', async () => {
    const both: readonly History[] = [
      history(issue('one'), 'x'),
      { ...history(issue('two'), 'y'), foundBy: { words: '' } },
    ];
    await expect(appendHistories(database, both)).rejects.toThrow('not written together');
    const lost = history(issue('one'), `sealed:1:${'k'.repeat(16)}:${'A'.repeat(48)}`);
    await expect(appendHistories(database, [lost])).rejects.toThrow('found by nothing');
    expect(await findIssue(database, issue('one'))).toBeNull();
  });
});
