import { etagOf, ifMatch, isKnown, seqOf } from '../../../clients/http/etag';
import { scopedKey } from '../../../clients/http/keys';
import { cursorOf, placeOf } from '../../../clients/http/routes/cursor';
import { issueFilter, pageQuery, type ListQuery } from '../../../clients/http/routes/issue-query';
import type { PersonId } from '../../../domain';

const one = { kind: 'person', id: 'lead-1' as PersonId, via: 'token' } as const;
const other = { kind: 'person', id: 'lead-2' as PersonId, via: 'token' } as const;

test('a key is its caller’s, of what it was for, and fits a command id', () => {
  const key = scopedKey(one, 'i-1', 'a b/密');
  expect(key).toMatch(/^[A-Za-z0-9._~-]{1,128}$/);
  expect(scopedKey(one, 'i-1', 'a b/密')).toBe(key);
  expect(scopedKey(one, 'i-1', '"a b/密"')).toBe(key);
  expect(
    new Set([key, scopedKey(other, 'i-1', 'a b/密'), scopedKey(one, 'i-2', 'a b/密'), scopedKey(one, 'i-1', 'b')]).size,
  ).toBe(4);
  // A session and a token of the same person are the same caller.
  expect(scopedKey({ ...one, via: 'session' }, 'i-1', 'k')).toBe(scopedKey(one, 'i-1', 'k'));
});

test.each([
  ['"7"', 7],
  ['W/"7"', 7],
  [' "12" ', 12],
  ['*', undefined],
])('If-Match %s names %s', (tag, seq) => {
  expect(seqOf(ifMatch.optional().parse(tag))).toBe(seq);
});

test.each(['7', '""', '"0"', '"7", "8"', '"x"', ''])('If-Match %j is refused', (tag) => {
  expect(ifMatch.safeParse(tag).success).toBe(false);
});

test('If-None-Match knows lists, weak tags and any', () => {
  expect([etagOf(3), '"1", W/"3"', '*'].map((tag) => isKnown(tag, 3))).toStrictEqual([true, true, true]);
  expect(['"4"', '', undefined].map((tag) => isKnown(tag, 3))).toStrictEqual([false, false, false]);
});

const query = (more: object): ListQuery => issueFilter.extend(pageQuery.shape).parse(more);

test('a cursor is good for the list that gave it, whatever the size of its pages', () => {
  const cursor = cursorOf(query({ q: '灯', sort: 'tier' }), ['-2', '2026-01-01 00:00:00+00', 'i-1']);
  expect(placeOf(query({ sort: 'tier', q: '灯', limit: '7' }), cursor)).toStrictEqual([
    '-2',
    '2026-01-01 00:00:00+00',
    'i-1',
  ]);
  const refused = expect.objectContaining({ code: 'REQUEST_MALFORMED' }) as Error;
  for (const [asked, text] of [
    [{ q: '灯', sort: 'newest' }, cursor],
    [{ q: '水', sort: 'tier' }, cursor],
    [{ q: '灯', sort: 'tier' }, 'nonsense'],
    [{ q: '灯', sort: 'tier' }, cursorOf(query({ q: '灯', sort: 'tier' }), ['-2', '\0', 'i-1'])],
  ] as const)
    expect(() => placeOf(query(asked), text)).toThrow(refused);
});
