/** What is kept of a code and of the address that it proves. */
import { parseAddress } from '../../../store';
import { addressFingerprint } from '../../../store/contacts/fingerprint';
import { codeKeys, makeCode, type CodeAddress } from '../../../store/report-codes/code';

const key = (fill: number) => ({ id: String(fill), key: Buffer.alloc(32, fill) });
const at = (channel: 'email' | 'sms', text: string) => parseAddress(channel, text) as CodeAddress;
const mail = at('email', 'resident@example.org');

it('a code is six digits, also where it begins with zeros, and none is likelier than another', () => {
  const codes = Array.from({ length: 20_000 }, makeCode);
  expect(codes.filter((code) => !/^\d{6}$/.test(code))).toStrictEqual([]);
  for (let digit = 0; digit < 10; digit += 1) {
    const begins = codes.filter((code) => code.startsWith(String(digit))).length;
    // Seven deviations to either side of 2,000.
    expect(Math.abs(begins - 2_000)).toBeLessThan(300);
  }
  expect(new Set(codes).size).toBeGreaterThan(19_000);
});

it('the hash of a code is good for its own letter and its own key only, and is no hash that anybody could work out', () => {
  const { codeHash } = codeKeys(key(1));
  expect(codeHash('code-a', '000123')).toStrictEqual(codeHash('code-a', '000123'));
  const others = [
    codeHash('code-a', '000124'),
    codeHash('code-b', '000123'),
    codeKeys(key(2)).codeHash('code-a', '000123'),
  ];
  for (const other of others) expect(other).not.toStrictEqual(codeHash('code-a', '000123'));
});

it('an address is one however it is typed, and is known by another hash for each purpose', () => {
  const { addressHash } = codeKeys(key(1));
  expect(addressHash(at('email', 'Resident@Example.ORG'))).toStrictEqual(addressHash(mail));
  expect(addressHash(at('sms', '+86(138)0000-0000'))).toStrictEqual(addressHash(at('sms', '+8613800000000')));
  expect(addressHash(at('email', 'other@example.org'))).not.toStrictEqual(addressHash(mail));
  expect(codeKeys(key(2)).addressHash(mail)).not.toStrictEqual(addressHash(mail));
  expect(addressFingerprint(key(1), mail)).not.toStrictEqual(addressHash(mail));
  const number = addressFingerprint(key(1), at('sms', '+8613800000000'));
  expect(addressFingerprint(key(1), parseAddress('phone', '+8613800000000'))).toStrictEqual(number);
  expect(addressFingerprint(key(1), parseAddress('webhook', 'https://example.org/hook'))).toBeUndefined();
});
