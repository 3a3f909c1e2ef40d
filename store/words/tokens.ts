/**
 * What sealed words are found by: a keyed hash of every word, of every beginning of it, and of every pair of Chinese
 * characters at its place. Whoever has the database and not the master key sees which issues share words, and not which.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import type { MasterKey } from '../contacts';

/** A word as PostgreSQL found it in a text (migration 0015): Chinese with its places, others without. */
export interface Lexeme {
  readonly lexeme: string;
  readonly positions: readonly number[] | null;
}

/** 48 bits: two words of a whole city seldom share a token, and a row stays small. */
const TOKEN_BYTES = 6;
const MOST_REMEMBERED = 100_000;
/** With all their beginnings they are larger. */
const MOST_LEXEMES = 10_000;

export interface Tokens {
  readonly of: (kind: 'word' | 'beginning', text: string) => string;
  /** Of a word, and of all its beginnings. */
  readonly ofLexeme: (lexeme: string, isHan: boolean) => Forms;
}
interface Forms {
  readonly word: string;
  readonly beginnings: readonly string[];
}

const known = new WeakMap<MasterKey, Tokens>();

/** Hashing is what costs, and the same words come again and again. */
export function tokensOf(master: MasterKey): Tokens {
  const made = known.get(master) ?? makeTokens(master);
  known.set(master, made);
  return made;
}

function makeTokens(master: MasterKey): Tokens {
  const key = Buffer.from(hkdfSync('sha256', master.key, Buffer.alloc(0), 'doorstep words search', 32));
  const token = remembering(MOST_REMEMBERED, (name) =>
    createHmac('sha256', key).update(name, 'utf8').digest().subarray(0, TOKEN_BYTES).toString('hex'),
  );
  const of: Tokens['of'] = (kind, text) => token(`${kind}\n${text}`);
  const formsOf = (isHan: boolean): ((lexeme: string) => Forms) =>
    remembering(MOST_LEXEMES, (lexeme) => ({
      word: of('word', lexeme),
      beginnings: beginningsOf(lexeme, isHan).map((text) => of('beginning', text)),
    }));
  const [han, others] = [formsOf(true), formsOf(false)];
  return { of, ofLexeme: (lexeme, isHan) => (isHan ? han(lexeme) : others(lexeme)) };
}

function remembering<T>(atMost: number, make: (name: string) => T): (name: string) => T {
  const remembered = new Map<string, T>();
  return (name) => {
    const before = remembered.get(name);
    if (before !== undefined) return before;
    const made = make(name);
    if (remembered.size >= atMost) remembered.clear();
    remembered.set(name, made);
    return made;
  };
}

const NOWHERE: readonly number[] = [];

/** The same as a tsvector of tokens. */
export function sealedVector(tokens: Tokens, lexemes: readonly Lexeme[]): string {
  const places = new Map<string, readonly number[]>();
  for (const { lexeme, positions } of lexemes) {
    const { word, beginnings } = tokens.ofLexeme(lexeme, positions !== null);
    for (const token of beginnings) if (!places.has(token)) places.set(token, NOWHERE);
    places.set(word, positions ?? NOWHERE);
  }
  return [...places].map(([token, at]) => `'${token}'${at.length === 0 ? '' : `:${at.join(',')}`}`).join(' ');
}

/** A single Chinese character finds every pair that it begins; other words are found by whatever they begin with. */
function beginningsOf(lexeme: string, isHan: boolean): readonly string[] {
  const characters = [...lexeme];
  return isHan ? characters.slice(0, 1) : characters.map((_, at) => characters.slice(0, at + 1).join(''));
}

/** A tsquery of words as the same of tokens. */
export const sealedQuery = (tokens: Tokens, query: string): string =>
  query.replace(
    /'([^']*)'(:\*)?/g,
    (_, lexeme: string, begins?: string) => `'${tokens.of(begins === undefined ? 'word' : 'beginning', lexeme)}'`,
  );
