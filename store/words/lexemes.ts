/**
 * The words of plain texts, taken apart here as doorstep.search_words (migration 0015) does, for which PostgreSQL needs a round
 * trip and as long as for writing the row. A text is plain where both see the same characters whatever their Unicode version;
 * any other is left to PostgreSQL, and so is the stem of every word that was not met before.
 */
import { sql } from 'kysely';
import type { Database } from '../database';
import type { Lexeme } from './tokens';

/** As PostgreSQL has them: in lower case by the locale of the database, and the stem of that. */
export interface Word {
  readonly word: string;
  readonly stem: string;
}

/** ASCII, common Han, and the punctuation of Chinese with the full-width forms of ASCII. */
const PLAIN =
  /^[\n\r\t -~\u00b7\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u3002\u3008-\u3011\u4e00-\u9fff\uff01-\uff5e]*$/;
const WORD = /[A-Za-z0-9]+/g;
const NUMBER = /^[0-9]+$/;
const HAN = /[\u4e00-\u9fff]/;
const LONGEST_WORD = 64;
/** The most that a tsvector can say of a place, and how many places of one word it keeps. */
const LAST_PLACE = 16_383;
const MOST_PLACES = 256;

export const isPlain = (text: string): boolean => PLAIN.test(text);

/** Of a plain text, as written: those whose stem has to be known. A number is its own. */
export const wordsToStem = (text: string): readonly string[] => wordsOf(text.normalize('NFKC')).filter(isNoNumber);

const isNoNumber = (word: string): boolean => !NUMBER.test(word);

const wordsOf = (text: string): readonly string[] =>
  (text.match(WORD) ?? []).map((word) => word.slice(0, LONGEST_WORD));

/** Of a plain text. @param known every word of wordsToStem */
export function plainLexemes(text: string, known: ReadonlyMap<string, Word>): readonly Lexeme[] {
  const normal = text.normalize('NFKC');
  const others = wordsOf(normal).flatMap((written) => {
    const { word, stem } = known.get(written) ?? { word: written, stem: written };
    return [word, stem];
  });
  const pairs = [...pairsOf(normal)].map(([lexeme, places]) => ({ lexeme, positions: places.slice(0, MOST_PLACES) }));
  return [...pairs, ...[...new Set(others)].map((lexeme) => ({ lexeme, positions: null }))];
}

/** Each two neighbouring characters; the last of a row by itself. */
function pairsOf(text: string): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (let at = 0; at < text.length; at += 1) {
    const [here, next] = [text.charAt(at), text.charAt(at + 1)];
    if (!HAN.test(here)) continue;
    const pair = HAN.test(next) ? here + next : here;
    const found = places.get(pair) ?? [];
    if (found.length === 0) places.set(pair, found);
    const place = Math.min(at + 1, LAST_PLACE);
    if (found.at(-1) !== place) found.push(place);
  }
  return places;
}

const MOST_REMEMBERED = 50_000;
const memories = new WeakMap<Database, Map<string, Word>>();

/** PostgreSQL is asked for those that were not met before. */
export async function stemsOf(database: Database, words: readonly string[]): Promise<ReadonlyMap<string, Word>> {
  const wanted = [...new Set(words)];
  const remembered = memories.get(database) ?? new Map<string, Word>();
  memories.set(database, remembered);
  const found = new Map(
    wanted.flatMap((word) => {
      const known = remembered.get(word);
      return known === undefined ? [] : [[word, known] as const];
    }),
  );
  const fresh = wanted.filter((word) => !found.has(word));
  if (fresh.length === 0) return found;
  const { rows } = await sql<Word & { written: string }>`
    select written, word, coalesce((ts_lexize('english_stem', word))[1], word) as stem
    from unnest(${fresh}::text[]) as w(written) cross join lateral lower(written) as word`.execute(database.db);
  if (remembered.size + rows.length > MOST_REMEMBERED) remembered.clear();
  for (const { written, word, stem } of rows) {
    found.set(written, { word, stem });
    remembered.set(written, { word, stem });
  }
  return found;
}
