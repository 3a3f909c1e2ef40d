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
import { isPlain } from '../../store/words/lexemes';
import { sealedVector, tokensOf, type Lexeme } from '../../store/words/tokens';
import { sealedVectors } from '../../store/words/vectors';
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

const drafts = async (like: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) from doorstep.issue_search_draft where issue_id like ${like}`.execute(database.db);
  return rows[0]?.count ?? 0;
};

it('everything of a person is destroyed together, and nothing of anybody else', async () => {
  const keys: MasterKeys = [second];
  const texts = ['a', 'b'].map((name) => ({ issue: issue(`of-${name}`), person: 'person-1', text: `灯 ${name}` }));
  const theirs = { issue: issue('of-c'), person: 'person-2', text: '灯 c' };
  const sealed = await Promise.all(
    [...texts, theirs].map(async (one) => ({ id: one.issue, ...(await writer(keys).sealReport(one, one, false)) })),
  );
  expect(await drafts('i-of-%')).toBe(3);
  expect(await destroyWordKeys(database, 'person-1')).toBe(2);
  expect(await drafts('i-of-%')).toBe(1);
  const read = await reader(keys).readEach(sealed, ({ id }) => id);
  const mark = erasedMark(Date.now());
  expect(read.map(({ text }) => text)).toStrictEqual([mark, mark, '灯 c']);
});

it('a report that comes again, also at the same time in another process, is the same text with one key and one draft', async () => {
  const report = { issue: issue('again'), person: 'person-3', text: '电梯坏了' };
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      writer([second], index % 2 === 0 ? database : other).sealReport(report, report, true),
    ),
  );
  expect(new Set(all.map(({ text }) => text)).size).toBe(1);
  expect(await reader([second]).read(report.issue, all[0]?.text)).toBe('电梯坏了');
  expect(await drafts('i-again')).toBe(1);
});

it('many texts are sealed with a key each, and laid ready for nobody', async () => {
  const texts = ['one', 'two'].map((name) => ({
    issue: issue(`many-${name}`),
    person: 'person-4',
    text: `灯 ${name}`,
  }));
  const before = await sealOf(issue('many-two'), 'x', [second]);
  const found = await writer([second]).sealMany(texts);
  const sealed = texts.map(({ issue: id, text }) => ({ id, text: found(id)?.seal(REPORT_TEXT, text) ?? '' }));
  expect(found(issue('many-two'))?.seal('note', 'x')).toBe(before);
  const read = await reader([second]).readEach(sealed, ({ id }) => id);
  expect(read.map(({ text }) => text)).toStrictEqual(['灯 one', '灯 two']);
  expect(await drafts('i-many-%')).toBe(0);
});

describe('what texts are found by', () => {
  const LETTERS = [
    ...'aAiIzZ09 \n\t.,-_\'"\\:&|!()<>',
    ...'灯路坏了漏水，。、：；？！（）“”‘’…—·《》【】　ＡＢｚ０９～',
    ...['running', 'Lifts', 'THE', 'n’t', '12', 'x1', '1x', 'a'.repeat(70)],
  ];
  const STRANGE = [
    'é',
    'ß',
    'İ',
    'ﬁ',
    '①',
    '㎡',
    'ひらがな',
    '한국',
    'привет',
    '𠮷',
    '㐀',
    '豈',
    '😀',
    '\u0301',
    'Å',
    '\u00a0',
  ];
  let state = 7;
  const random = (below: number): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const text = (of: readonly string[]): string =>
    Array.from({ length: random(40) }, () => of[random(of.length)]).join('');

  it('is the same, whether they are taken apart here or by PostgreSQL', async () => {
    const texts = [
      '',
      '灯'.repeat(600),
      '灯坏'.repeat(600),
      `${'路'.repeat(17_000)}灯坏`,
      'The stairs’ LIGHTS are running; 第12号事项，二楼到三楼之间',
      ...Array.from({ length: 400 }, () => text(LETTERS)),
      ...Array.from({ length: 200 }, () => text([...LETTERS, ...STRANGE])),
    ];
    expect(texts.filter(isPlain).length).toBeGreaterThan(400);
    const tokens = tokensOf(first);
    const vectors = await sealedVectors(database, [first], texts);
    const { rows } = await sql<Lexeme & { at: number }>`
      select t.at, w.lexeme, w.positions from unnest(${texts}::text[]) with ordinality as t(text, at)
        cross join lateral unnest(doorstep.search_words(t.text)) as w`.execute(database.db);
    const theirs = texts.map((_, at) =>
      sealedVector(
        tokens,
        rows.filter((row) => row.at === at + 1),
      ),
    );
    const { rows: compared } = await sql<{ ours: string; theirs: string }>`
      select ours::tsvector::text as ours, theirs::tsvector::text as theirs
      from unnest(${[...vectors]}::text[], ${theirs}::text[]) as v(ours, theirs)`.execute(database.db);
    for (const [at, one] of compared.entries())
      expect({ text: texts[at], vector: one.ours }).toStrictEqual({ text: texts[at], vector: one.theirs });
  });
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
  // Another place is never said in clear.
  const moved = { text: given.text, location: { lat: 1.25, lon: 2.75 } };
  expect(await before(issue('was-clear'), moved)).toStrictEqual({});
  const seal = await writer(keys).sealFor(issue('was-half'));
  await plant('was-half', { text: seal(REPORT_TEXT, given.text), location });
  expect(await before(issue('was-half'))).toStrictEqual({ location });
  expect(await before(issue('was-half'), { text: given.text })).toStrictEqual({});
  expect(await before(issue('was-half'), moved)).toStrictEqual({});
  const bare = sealedReport(await writer(keys).sealFor(issue('was-bare')), { text: given.text });
  await plant('was-bare', bare);
  await destroyWordKey(database, issue('was-bare'));
  expect(await writer(keys).sealReport({ issue: issue('was-bare'), person: 'p' }, moved, true)).toStrictEqual(bare);
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
