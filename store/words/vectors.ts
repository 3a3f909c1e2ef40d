/** What issues are found by, made of the words of their reports. */
import { sql } from 'kysely';
import type { MasterKeys } from '../contacts';
import type { Database } from '../database';
import { sealedVector, tokensOf, type Lexeme } from './tokens';

/** A tsvector of tokens for each text, by the newest master key. PostgreSQL, which knows stems, takes the texts apart. */
export async function sealedVectors(
  { db }: Database,
  masters: MasterKeys,
  texts: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<Lexeme & { at: number }>`
    select t.at, w.lexeme, w.positions
    from unnest(${[...texts]}::text[]) with ordinality as t(text, at)
      cross join lateral unnest(doorstep.search_words(t.text)) as w`.execute(db);
  const found = texts.map((): Lexeme[] => []);
  for (const { at, lexeme, positions } of rows) found[at - 1]?.push({ lexeme, positions });
  const tokens = tokensOf(masters[0]);
  return found.map((lexemes) => sealedVector(tokens, lexemes));
}
