/** Keys of words on a real PostgreSQL, with several processes at once: made once, remembered shortly, wrapped anew, destroyed. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { IssueId } from '../../domain';
import {
  ALTERED_MARK,
  erasedMark,
  LOCKED_MARK,
  rewrapWordKeys,
  WordReader,
  WordWriter,
  type Database,
  type MasterKeys,
} from '../../store';
import { REPORT_TEXT, sealedReport, type SealedOfReport } from '../../store/words/seal';
import { destroyWordKey, destroyWordKeys } from '../support/destroy-words';
import { identityWorldForTests } from './identity-world';

let database: Database;
let other: Database;
const world = identityWorldForTests();
beforeAll(() => ({ database, other } = world()));

const master = (id: string): MasterKeys[0] => ({ id, key: randomBytes(32) });
const [first, second] = [master('first'), master('second')];
const issue = (name: string): IssueId => `i-${name}` as IssueId;
const writer = (keys: MasterKeys | undefined, on = database): WordWriter => new WordWriter(on, () => keys);
const reader = (keys: MasterKeys | undefined, on = database): WordReader => new WordReader(on, () => keys);
const sealOf = async (id: IssueId, words: string, keys: MasterKeys = [first], on = database): Promise<string> =>
  (await writer(keys, on).sealFor(id))('note', words);

it('words stay clear as long as nobody has a key, and are refused in clear once somebody had one', async () => {
  const bare = writer(undefined);
  expect((await bare.sealFor(issue('clear')))('note', 'x')).toBe('x');
  await sealOf(issue('one'), 'x');
  await expect(writer(undefined).sealFor(issue('two'))).rejects.toMatchObject({ code: 'WORD_KEY_UNFIT' });
  await expect(writer([second]).sealFor(issue('one'))).rejects.toMatchObject({ code: 'WORD_KEY_UNFIT' });
});

it('many who write at once, in several processes, seal with one key', async () => {
  const all = await Promise.all(
    Array.from({ length: 30 }, (_, index) => sealOf(issue('raced'), 'x', [first], index % 2 === 0 ? database : other)),
  );
  expect(new Set(all).size).toBe(1);
});

it('a value is read with everything in it, and what is no words of this issue stays closed', async () => {
  const [id, stranger] = [issue('read'), issue('stranger')];
  const [mine, theirs] = [await sealOf(id, '家里没人'), await sealOf(stranger, 'y')];
  const value = { text: mine, list: [{ note: mine }, null, 7, true], at: 1, rules: { note: mine }, stolen: theirs };
  expect(await reader([first]).read(id, value)).toStrictEqual({
    text: '家里没人',
    list: [{ note: '家里没人' }, null, 7, true],
    at: 1,
    rules: { note: mine },
    stolen: ALTERED_MARK,
  });
  expect(await reader(undefined).read(id, mine)).toBe(LOCKED_MARK);
  expect(await reader([second]).read(id, { a: 'clear' })).toStrictEqual({ a: 'clear' });
  expect(
    await reader([first]).readEach(
      [
        { id, said: mine },
        { id: stranger, said: theirs },
      ],
      (one) => one.id,
    ),
  ).toStrictEqual([
    { id, said: '家里没人' },
    { id: stranger, said: 'y' },
  ]);
});

it('another master key takes over, and the old one can be left out', async () => {
  const id = issue('rotated');
  const sealed = await sealOf(id, 'before');
  expect(await rewrapWordKeys(database, [second, first])).toBeGreaterThan(3);
  expect(await rewrapWordKeys(database, [second, first])).toBe(0);
  expect(await reader([second], other).read(id, sealed)).toBe('before');
  expect(await sealOf(id, 'before', [second])).toBe(sealed);
  await expect(sealOf(id, 'before', [first])).rejects.toMatchObject({ code: 'WORD_KEY_UNFIT' });
});

it('what is destroyed opens to nobody, and what is said afterwards has another key', async () => {
  const id = issue('erased');
  const sealed = await sealOf(id, 'gone', [second]);
  expect(await reader([second]).read(id, sealed)).toBe('gone');
  expect([await destroyWordKey(database, id), await destroyWordKey(database, id)]).toStrictEqual([true, false]);
  expect(await reader([second]).read(id, sealed)).toBe(erasedMark(Date.now()));
  const next = await sealOf(id, 'gone', [second]);
  expect(next).not.toBe(sealed);
  expect(await reader([second]).read(id, [sealed, next])).toStrictEqual([erasedMark(Date.now()), 'gone']);
  const { rows } = await sql<{ left: number }>`
    select count(wrapped_key)::integer as left from doorstep.issue_word_key where issue_id = ${id}`.execute(
    database.db,
  );
  expect(rows[0]?.left).toBe(1);
});

it('everything of a person is destroyed together, and nothing of anybody else', async () => {
  const keys: MasterKeys = [second];
  const texts = ['a', 'b'].map((name) => ({ issue: issue(`of-${name}`), person: 'person-1', text: `灯 ${name}` }));
  const theirs = { issue: issue('of-c'), person: 'person-2', text: '灯 c' };
  const sealFor = await writer(keys).sealNew([...texts, theirs]);
  const sealed = [...texts, theirs].map(({ issue: id, text }) => ({ id, text: sealFor(id)(REPORT_TEXT, text) }));
  const drafts = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*) from doorstep.issue_search_draft where issue_id like 'i-of-%'`.execute(database.db);
    return rows[0]?.count ?? 0;
  };
  expect(await drafts()).toBe(3);
  expect(await destroyWordKeys(database, 'person-1')).toBe(2);
  expect(await drafts()).toBe(1);
  const read = await reader(keys).readEach(sealed, ({ id }) => id);
  const mark = erasedMark(Date.now());
  expect(read.map(({ text }) => text)).toStrictEqual([mark, mark, '灯 c']);
});

it('a report that comes again says what the log has, where that can not be sealed the same once more', async () => {
  const keys: MasterKeys = [second];
  const location = { lat: 1.25, lon: 2.5 };
  const given = { text: '井盖', location };
  const plant = async (name: string, report: object): Promise<IssueId> => {
    await sql`
      insert into doorstep.issue (id, seq, hash, stage, tier, unit, category, severity, reporter, procedure, opened_at, updated_at, state)
      values (${issue(name)}, 1, 'x', 'open', 1, 'u', 'c', 'low', 'p', 'p@1', now(), now(), ${JSON.stringify({ report })}::json)`.execute(
      database.db,
    );
    return issue(name);
  };
  const before = (id: IssueId, said: SealedOfReport = given) => writer(keys).reportBefore(id, said);
  expect(await before(issue('unheard'))).toStrictEqual({});
  // Written in clear, all of it, and then the text alone sealed: what is clear is said in clear.
  expect(await before(await plant('was-clear', given))).toStrictEqual(given);
  expect(await before(issue('was-clear'), { text: 'other' })).toStrictEqual({});
  const seal = await writer(keys).sealFor(issue('was-half'));
  await plant('was-half', { text: seal(REPORT_TEXT, given.text), location });
  expect(await before(issue('was-half'))).toStrictEqual({ location });
  expect(await before(issue('was-half'), { text: given.text })).toStrictEqual({});
  // Sealed whole, it is sealed the same again; and after its key it is as the log has it, which nobody can compare.
  const whole = sealedReport(await writer(keys).sealFor(issue('was-sealed')), given);
  await plant('was-sealed', whole);
  expect(await before(issue('was-sealed'))).toStrictEqual({});
  await destroyWordKey(database, issue('was-sealed'));
  expect(await before(issue('was-sealed'))).toStrictEqual({ text: whole.text, location: whole.location });
  expect(await before(issue('was-sealed'), { text: given.text })).toStrictEqual({ text: whole.text });
});

it('a location opens with the words and is left out without them; one in clear stays', async () => {
  const keys: MasterKeys = [second];
  const location = { lat: -1.25, lon: 170.000001 };
  const id = issue('somewhere');
  const sealed = { report: sealedReport(await writer(keys).sealFor(id), { text: 'x', location }) };
  expect(await reader(keys).read(id, sealed)).toStrictEqual({ report: { text: 'x', location } });
  expect(await reader(keys).read(issue('elsewhere'), sealed)).toStrictEqual({ report: { text: ALTERED_MARK } });
  expect(await reader(undefined).read(id, sealed)).toStrictEqual({ report: { text: LOCKED_MARK } });
  expect(await reader(keys).readOf(sealed, new Set())).toStrictEqual(sealed);
  expect(await reader(keys).readOf(sealed, new Set([id]))).toStrictEqual({ report: { text: 'x', location } });
  const old = { report: { text: sealed.report.text, location } };
  await destroyWordKey(database, id);
  expect(await reader(keys).read(id, sealed)).toStrictEqual({ report: { text: erasedMark(Date.now()) } });
  expect(await reader(keys).read(id, old)).toStrictEqual({ report: { text: erasedMark(Date.now()), location } });
});
