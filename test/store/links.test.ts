import { randomBytes } from 'node:crypto';
import { linkToken, tokenHash, type MasterKey } from '../../store';

const key: MasterKey = { id: 'a', key: randomBytes(32) };
const LETTER = 'i-1:1:lead-1:email';

it('the same letter has the same token for the same answers, and another one for anything else', () => {
  const token = linkToken(key, LETTER, ['approve']);
  expect(token).toMatch(/^[\w-]{24}$/);
  expect(linkToken(key, LETTER, ['approve'])).toBe(token);
  const others = [
    linkToken(key, LETTER, ['reject']),
    linkToken(key, LETTER, ['approve', 'reject']),
    linkToken(key, 'i-1:1:lead-1:sms', ['approve']),
    linkToken(key, 'i-1:2:lead-1:email', ['approve']),
    linkToken({ ...key, key: randomBytes(32) }, LETTER, ['approve']),
  ];
  expect(new Set([token, ...others]).size).toBe(6);
});

it('only what has the form of a token is looked for, by a hash from which nobody finds it', () => {
  const token = linkToken(key, LETTER, ['approve']);
  expect(tokenHash(token)).toHaveLength(32);
  expect(tokenHash(token)?.toString('base64url')).not.toContain(token);
  for (const text of ['', 'x', `${token}A`, token.slice(1), `${token.slice(0, 23)}=`, `${token.slice(0, 23)}/`])
    expect(tokenHash(text)).toBeUndefined();
});
