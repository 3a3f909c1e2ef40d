/** How the rules tell sealed words from clear ones, and how long either may be; they never open them. */
import { fitsWords, isSealed, longestSealed, looksSealed, SEALED_PREFIX } from '../../domain/kernel/sealed';

const ID = 'AAAA-BBBB_CCCC09';
/** Nonce and tag alone, which is what no words at all become. */
const SHORTEST = 38;
const sealed = (length: number, id = ID): string => `sealed:1:${id}:${'a'.repeat(length)}`;

test('sealed is what has the prefix, an id of a key and at least nonce and tag, and nothing beside', () => {
  expect(isSealed(sealed(SHORTEST))).toBe(true);
  expect(isSealed(sealed(4_000))).toBe(true);
  expect(isSealed(`sealed:1:${ID}:${'-_9'.repeat(13)}`)).toBe(true);
  expect(sealed(SHORTEST).startsWith(SEALED_PREFIX)).toBe(true);
  expect(isSealed(sealed(SHORTEST - 1))).toBe(false);
  expect(isSealed(sealed(SHORTEST, ID.slice(1)))).toBe(false);
  expect(isSealed(sealed(SHORTEST, `${ID}a`))).toBe(false);
  expect(isSealed(sealed(SHORTEST, '================'))).toBe(false);
  expect(isSealed(`sealed:1:${ID}:${'+'.repeat(SHORTEST)}`)).toBe(false);
  expect(isSealed(` ${sealed(SHORTEST)}`)).toBe(false);
  expect(isSealed(`${sealed(SHORTEST)}\n`)).toBe(false);
  expect(isSealed(sealed(SHORTEST).replace(':1:', ':2:'))).toBe(false);
});

test('what begins like any version of the form is kept for it, and a sentence about a seal is not', () => {
  expect(looksSealed('sealed:1:anything')).toBe(true);
  expect(looksSealed('sealed:12:')).toBe(true);
  expect(looksSealed('sealed::anything')).toBe(false);
  expect(looksSealed('sealed:one:anything')).toBe(false);
  expect(looksSealed('it was sealed:1:anything')).toBe(false);
});

test('words of so many characters become at most so many: three bytes for each, nonce and tag, in base64url', () => {
  const base64url = (bytes: number): number => Buffer.alloc(bytes).toString('base64url').length;
  for (const longest of [0, 1, 2, 3, 2_000])
    expect(longestSealed(longest)).toBe(sealed(0).length + base64url(3 * longest + 28));
});

test('clear words may have so many characters, and sealed ones what those become', () => {
  const most = longestSealed(10) - sealed(0).length;
  expect(fitsWords('x'.repeat(10), 10)).toBe(true);
  expect(fitsWords('x'.repeat(11), 10)).toBe(false);
  expect(fitsWords(sealed(most), 10)).toBe(true);
  expect(fitsWords(sealed(most + 1), 10)).toBe(false);
  expect(fitsWords('x'.repeat(SHORTEST), 10)).toBe(false);
});
