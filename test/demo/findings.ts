/** What a check of a guarantee is expected to say. */
import type { Finding } from '../../store';
import { ISSUE } from '../domain/given';

export const expectOk = (found: Finding): void => {
  expect(found.violations).toEqual([]);
  expect(found.ok).toBe(true);
  expect(found.checked).toBeGreaterThan(0);
};

export const expectBroken = (found: Finding, what: RegExp, seq?: number): void => {
  expect(found.ok).toBe(false);
  const expected = { issue: ISSUE, ...(seq === undefined ? {} : { seq }), what: expect.stringMatching(what) as string };
  expect(found.violations).toContainEqual(expect.objectContaining(expected));
};
