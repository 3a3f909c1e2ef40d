import { hkdfSync, randomBytes } from 'node:crypto';
import { fitsWords, isSealed, longestSealed, looksSealed } from '../../../domain/kernel/sealed';
import { keyIdOf, openWords, sealWords, wordKey } from '../../../store/words/sealing';
import { sealedQuery, sealedVector, tokensOf } from '../../../store/words/tokens';

const ID = 'AAAABBBBCCCCDDDD';
const key = wordKey(ID, randomBytes(32));

it('the keys of an issue follow from its secret by HKDF', () => {
  const secret = randomBytes(32);
  const derived = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `doorstep words ${purpose}`, 32));
  expect(wordKey(ID, secret)).toStrictEqual({ id: ID, cipher: derived('cipher'), nonce: derived('nonce') });
});

describe('sealed words', () => {
  it('open with their key, in their issue, unaltered, and in no other way', () => {
    const sealed = sealWords(key, 'i-1', 'reason', '家里没人 nobody home');
    expect(isSealed(sealed)).toBe(true);
    expect(keyIdOf(sealed)).toBe(ID);
    expect(openWords(key, 'i-1', sealed)).toBe('家里没人 nobody home');
    expect(openWords(key, 'i-2', sealed)).toBeUndefined();
    expect(openWords(wordKey(ID, randomBytes(32)), 'i-1', sealed)).toBeUndefined();
    const altered = `${sealed.slice(0, -6)}${sealed.at(-6) === 'A' ? 'B' : 'A'}${sealed.slice(-5)}`;
    expect(openWords(key, 'i-1', altered)).toBeUndefined();
  });

  it('are the same for the same words in the same field, and differ otherwise', () => {
    const sealed = sealWords(key, 'i-1', 'reason', 'a');
    expect(sealWords(key, 'i-1', 'reason', 'a')).toBe(sealed);
    expect(sealWords(key, 'i-1', 'reason', 'b')).not.toBe(sealed);
    expect(sealWords(key, 'i-1', 'note', 'a')).not.toBe(sealed);
    expect(sealWords(wordKey(ID, randomBytes(32)), 'i-1', 'reason', 'a')).not.toBe(sealed);
  });

  it('fit where their clear words fit, however many bytes those take', () => {
    for (const words of ['x', '字'.repeat(2_000), '😀'.repeat(1_000), 'é'.repeat(2_000)]) {
      const sealed = sealWords(key, 'i-1', 'note', words);
      expect(fitsWords(sealed, 2_000)).toBe(true);
      expect(sealed.length).toBeLessThanOrEqual(longestSealed(2_000));
    }
    expect(fitsWords('x'.repeat(2_001), 2_000)).toBe(false);
    expect(fitsWords(sealWords(key, 'i-1', 'note', '字'.repeat(2_001)), 2_000)).toBe(false);
    expect(fitsWords(`sealed:1:${'x'.repeat(3_000)}`, 2_000)).toBe(false);
  });

  it('are told from what only looks like them', () => {
    expect(looksSealed('sealed:1:anything')).toBe(true);
    expect(looksSealed('sealed:2:anything')).toBe(true);
    expect(looksSealed('sealed: a letter was sealed')).toBe(false);
    expect(isSealed('sealed:1:anything')).toBe(false);
  });
});

describe('tokens', () => {
  const tokens = tokensOf({ id: 'one', key: randomBytes(32) });
  const others = tokensOf({ id: 'two', key: randomBytes(32) });
  const words = [
    { lexeme: 'lamp', positions: null },
    { lexeme: '路灯', positions: [3] },
  ];

  it('say nothing of the words and keep the places of Chinese', () => {
    const vector = sealedVector(tokens, words);
    expect(vector).not.toMatch(/lamp|路|灯/);
    expect(vector).toContain(`'${tokens.of('word', '路灯')}':3`);
    expect(sealedVector(tokens, words)).toBe(vector);
    expect(sealedVector(others, words)).not.toBe(vector);
  });

  it('are found by every beginning, and by no middle', () => {
    const vector = sealedVector(tokens, words);
    for (const begins of ['l', 'la', 'lamp', '路']) {
      const query = sealedQuery(tokens, `'${begins}':*`);
      expect(vector).toContain(query);
    }
    for (const other of ['amp', '灯']) expect(vector).not.toContain(sealedQuery(tokens, `'${other}':*`));
    expect(sealedQuery(tokens, "'lamp':* | 'lamp' & ( '路灯' <-> '灯坏' )")).toMatch(
      /^'[0-9a-f]{12}' \| '[0-9a-f]{12}' & \( '[0-9a-f]{12}' <-> '[0-9a-f]{12}' \)$/,
    );
  });
});
