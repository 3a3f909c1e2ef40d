/** What issues are found by, made of the words of their reports. */
import { sql } from 'kysely';
import type { MasterKeys } from '../contacts';
import type { Database } from '../database';
import { isPlain, plainLexemes, stemsOf, wordsToStem } from './lexemes';
import { sealedVector, tokensOf, type Lexeme } from './tokens';

/** A tsvector of tokens for each text, by the newest master key. */
export async function sealedVectors(
  database: Database,
  masters: MasterKeys,
  texts: readonly string[],
): Promise<readonly string[]> {
  const [stems, others] = await Promise.all([
    stemsOf(database, texts.filter(isPlain).flatMap(wordsToStem)),
    takenApart(
      database,
      texts.filter((text) => !isPlain(text)),
    ),
  ]);
  const tokens = tokensOf(masters[0]);
  return texts.map((text) => sealedVector(tokens, others.get(text) ?? plainLexemes(text, stems)));
}

/** By PostgreSQL, which knows every script. */
async function takenApart({ db }: Database, texts: readonly string[]): Promise<ReadonlyMap<string, readonly Lexeme[]>> {
  if (texts.length === 0) return new Map();
  const { rows } = await sql<Lexeme & { at: number }>`
    select t.at, w.lexeme, w.positions
    from unnest(${[...texts]}::text[]) with ordinality as t(text, at)
      cross join lateral unnest(doorstep.search_words(t.text)) as w`.execute(db);
  const found = texts.map((): Lexeme[] => []);
  for (const { at, lexeme, positions } of rows) found[at - 1]?.push({ lexeme, positions });
  return new Map(texts.map((text, at) => [text, found[at] ?? []]));
}
