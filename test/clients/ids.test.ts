import { DoorstepError, issueId, issueIdOfKey, newCommandId, newIssueId } from '../../clients/sdk';

const FORM = /^i-[0-9a-z]{16,20}$/;

describe('issue ids', () => {
  it('are the same for the same key on every machine', () => {
    expect(issueIdOfKey('app-4711')).toBe(issueIdOfKey('app-4711'));
    expect(issueIdOfKey('app-4711')).toMatchInlineSnapshot(`"i-0ytt8mk9xj5f43hz"`);
    expect(issueIdOfKey('app-4711')).not.toBe(issueIdOfKey('app-4712'));
  });

  it('fit workflow ids and NATS subjects whatever the key is', () => {
    for (const key of ['', '灯 不亮', 'a/b.c*>', 'x'.repeat(10_000)]) expect(issueIdOfKey(key)).toMatch(FORM);
    expect(newIssueId()).toMatch(FORM);
  });

  it('sort by age when they are new, and differ within one millisecond', () => {
    expect(newIssueId(1_000) < newIssueId(2_000)).toBe(true);
    expect(newIssueId(1_800_000_000_000) < newIssueId(1_800_000_000_001)).toBe(true);
    expect(new Set(Array.from({ length: 1_000 }, () => newIssueId(5))).size).toBe(1_000);
  });

  it('are checked where a caller brings one', () => {
    expect(issueId('i-abc')).toBe('i-abc');
    expect(() => issueId('I/../x')).toThrow(DoorstepError);
    expect(newCommandId()).not.toBe(newCommandId());
  });
});
