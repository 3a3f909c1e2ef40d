/** Many notices as one text: the most urgent first, as many lines as there is room for, and how many are left out. */
import { inOrderOfUrgency, renderGathered, type GatheredNotice } from '../../../domain/messages/gathered';
import { readMessages } from '../../../domain/messages/schema';
import { exampleNotice } from '../../../domain/messages/example';
import { renderNotice } from '../../../domain/messages/render';
import { TEMPLATES } from '../../../domain/kernel/notice';
import { LANGS } from '../../../domain/procedure/documents/words';
import { policies, textOf } from '../procedure/shipped';

const NOW = Date.UTC(2026, 10, 28, 1);
const notice = (subject: string, more: Partial<GatheredNotice> = {}): GatheredNotice => ({
  subject,
  severity: 'normal',
  queuedAtMs: NOW,
  isScaled: false,
  ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, at) => notice(`matter ${at}`));
const room = { lines: 50, bytes: 10_000 };

test('the most urgent first, then what is due first, then what has waited longest', () => {
  const sorted = inOrderOfUrgency([
    notice('waits', { queuedAtMs: NOW - 1 }),
    notice('low', { severity: 'low', dueAtMs: NOW }),
    notice('fresh'),
    notice('due', { dueAtMs: NOW + 9 }),
    notice('urgent', { severity: 'urgent' }),
    notice('due first', { dueAtMs: NOW + 8 }),
  ]);
  expect(sorted.map(({ subject }) => subject)).toStrictEqual(['urgent', 'due first', 'due', 'waits', 'fresh', 'low']);
});

test('a line each, with what is due when; who reads it and how many there are', () => {
  const { subject, body } = renderGathered(
    policies,
    'en',
    'bundle',
    'worker-poplar-2',
    [notice('A', { dueAtMs: NOW }), notice('B')],
    room,
  );
  expect(subject).toBe('2 matters wait for you; the first: A');
  expect(body).toBe(
    '罗晓棠, 2 matters wait for you, the most urgent first:\n- A · by Sat 28 November at 09:00\n- B\nWhat each asks of you stands in your inbox: npx doorstep inbox worker-poplar-2',
  );
});

test.each([
  [{ lines: 3, bytes: 10_000 }, 3],
  [{ lines: 50, bytes: 36 }, 3],
  // One is always there.
  [{ lines: 1, bytes: 1 }, 1],
])('with room for %o it lists %i of nine and counts the others', (small, listed) => {
  const { body } = renderGathered(policies, 'en', 'bundle', 'worker-poplar-2', many(9), small);
  expect(body.match(/^- matter \d$/gm)).toHaveLength(listed);
  expect(body).toContain(`… and ${9 - listed} more`);
});

test.each(LANGS)('every text can be looked at before anybody gets it, in %s', (lang) => {
  for (const procedure of policies.current.values())
    for (const template of TEMPLATES) {
      const example = exampleNotice(policies, { template, procedure, nowMs: NOW });
      const { subject, body } = renderNotice(policies, lang, example.notice, example.issue);
      expect(`${subject}${body}`).toContain('i-example-1');
      expect(`${subject}${body}`).not.toMatch(/[{}]/);
    }
});

const shipped = { path: 'policies/messages/en.yaml', text: textOf('en.yaml') };
const changed = (from: string, to: string) => readMessages({ ...shipped, text: shipped.text.replace(from, to) });

test('a procedure says it in its own words, and what it does not say is as it was', () => {
  const { messages, problems } = readMessages({
    ...shipped,
    text: `${shipped.text}\nprocedures:\n  joint:\n    tier-called: { subject: 'Together: {issue}', body: 'All of you: {issue}' }\n`,
  });
  expect(problems).toStrictEqual([]);
  const own = { ...policies, messages: { ...policies.messages, en: messages! } };
  const subjectOf = (id: string, template: 'tier-called' | 'assigned') => {
    const example = exampleNotice(own, { template, procedure: own.current.get(id)!, nowMs: NOW });
    return renderNotice(own, 'en', example.notice, example.issue).subject;
  };
  expect(subjectOf('joint', 'tier-called')).toBe('Together: i-example-1');
  expect(subjectOf('default', 'tier-called')).toContain('please acknowledge');
  expect(subjectOf('joint', 'assigned')).toContain('Yours to handle');
});

test.each([
  ['      {lines}\n      What each', '      What each', 'has no {lines}, so it would list nothing'],
  ["line: '- {subject} · by {due}'", "line: '- {issue}'", 'unknown placeholder'],
  ["more: '… and {more} more'", "more: '{count} more'", 'unknown placeholder'],
])('a mistake in them is told with its place: %j', (from, to, reason) => {
  const { problems } = changed(from, to);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.field).toMatch(/^gathered\.bundle\./);
  expect(problems[0]?.reason).toContain(reason);
});

test('a text of a procedure names the issue as every text does', () => {
  const { problems } = readMessages({
    ...shipped,
    text: `${shipped.text}\nprocedures:\n  joint:\n    tier-called: { subject: 'x', body: 'y' }\n`,
  });
  expect(problems).toMatchObject([{ field: 'procedures.joint.tier-called' }]);
});
