/** The pages behind links: whole, in both languages, with everything escaped, for every view there is. */
import { createHash } from 'node:crypto';
import { CHOICES, type Choice } from '../../contracts/act-from-notice/choices';
import { markup } from '../../clients/http/act/html';
import { langOfBrowser, namingOf } from '../../clients/http/act/naming';
import { pageOf } from '../../clients/http/act/page';
import { POLICY, STYLE } from '../../clients/http/act/style';
import { statusOf, type Known, type View } from '../../clients/http/act/view';
import type { IssueState, PersonId, Wait } from '../../domain';
import { readPolicies } from '../../policies/read';
import { generate } from '../../simulation/play/generate';

const policies = readPolicies();
const HOSTILE = '"><script>alert(1)</script>&amp;\'';
const [some] = Array.from({ length: 20 }, (_, seed) => generate(seed).trace.turns.at(0)?.after).filter(Boolean);
const state = { ...(some as IssueState), report: { ...(some as IssueState).report, text: HOSTILE } };
const known = (question: Known['question']): Known => ({
  question,
  state,
  link: {
    hash: Buffer.alloc(32),
    issue: state.id,
    seq: 1,
    recipient: 'lead-oleaster-1' as PersonId,
    channel: 'email',
    question,
    about: '',
    choices: [],
    madeAtMs: 0,
    expiresAtMs: Date.UTC(2026, 11, 6),
    revokedAtMs: null,
    refusals: 0,
    answer: null,
  },
});
const wait = { what: 'approval', whom: [], role: 'r', sinceMs: 0, untilMs: 1, rule: '', then: 'lapse' } as Wait;
const choices = Object.keys(CHOICES) as Choice[];
const told = { why: HOSTILE, done: HOSTILE, doneBy: HOSTILE };

const views: readonly View[] = [
  ...choices.map((choice): View => ({
    kind: 'ask',
    ...known(CHOICES[choice].question),
    wait,
    choices: [choice],
    told,
  })),
  {
    kind: 'ask',
    ...known('approval'),
    wait,
    choices: ['approve', 'reject'],
    told,
    wrong: { choice: 'reject', words: HOSTILE.padEnd(2_100) },
  },
  ...choices.map((choice): View => ({
    kind: 'done',
    ...known(CHOICES[choice].question),
    choice,
    atMs: 1,
    repeated: choice === 'approve',
  })),
  { kind: 'settled', ...known('acknowledgement') },
  { kind: 'settled', ...known('check'), code: 'EVIDENCE_REQUIRED' },
  { kind: 'settled', ...known('call-back'), code: 'CALL_BACK_TOO_SOON' },
  { kind: 'settled', ...known('approval'), code: 'APPROVAL_NOT_YOURS' },
  { kind: 'sign-in', ...known('approval'), wait, choices: ['approve'], fault: 'wrong' },
  { kind: 'somebody-else', person: 'lead-oleaster-2' as PersonId },
  { kind: 'expired', ...known('approval') },
  { kind: 'revoked', ...known('approval') },
  ...(['unknown', 'away', 'too-many', 'malformed', 'failed'] as const).map((kind): View => ({ kind })),
];

describe.each(['zh', 'en'] as const)('in %s', (lang) => {
  const naming = namingOf(policies, lang);
  it.each(views.map((view) => [view.kind, view] as const))('%s is a whole page', (_, view) => {
    const page = pageOf(view, naming);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain(`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`);
    expect(page.match(/<h1>[^<]+<\/h1>/g)).toHaveLength(1);
    expect(page.match(/<main>/g)).toHaveLength(1);
    expect(page).not.toMatch(/<script|undefined|\[object|null|NaN/);
    // Every field has its label, and every description is there.
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/ (?:for|aria-describedby)="([^"]+)"/g)) expect(ids).toContain(id);
    for (const [, id = ''] of page.matchAll(/<(?:textarea|input)\s+id="([^"]+)"/g))
      expect(page).toContain(`for="${id}"`);
    expect(statusOf(view, 'POST')).toBeGreaterThanOrEqual(200);
    // Chinese pages have no English sentence left in them, and the other way round.
    const seen = page.slice(page.indexOf('<main>')).replaceAll(/<[^>]*>/g, ' ');
    if (lang === 'en') expect(seen).not.toMatch(/[请您]/);
    else expect(seen).not.toMatch(/\b(?:the|please|this link)\b/i);
  });
});

it('what is shown without a session is nothing that somebody wrote', () => {
  const page = pageOf({ kind: 'sign-in', ...known('approval'), wait, choices: ['approve'] }, namingOf(policies, 'en'));
  expect(page).not.toContain('alert(1)');
});

it('the policy lets the one style through and nothing else', () => {
  expect(POLICY).toContain(`'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`);
  const page = pageOf({ kind: 'unknown' }, namingOf(policies, 'zh'));
  expect(/<style>([^]*?)<\/style>/.exec(page)?.[1]).toBe(STYLE);
  expect(page).not.toMatch(/ style="| on\w+="|https?:/);
});

it('escapes what is put into it, and nothing twice', () => {
  expect(markup`<p title="${'"<&\''}">${[markup`<b>${'<'}</b>`, '>', 1, undefined, null, false]}</p>`.text).toBe(
    '<p title="&quot;&lt;&amp;&#39;"><b>&lt;</b>&gt;1</p>',
  );
});

it('speaks to strangers as their browser asks', () => {
  expect([undefined, 'fr', 'zh-CN,en', 'en-GB,zh', 'fr, en;q=0.5'].map(langOfBrowser)).toEqual([
    'zh',
    'zh',
    'zh',
    'en',
    'en',
  ]);
});

describe('contrast', () => {
  const themes = [...STYLE.matchAll(/:root\{([^}]*)\}/g)].map(([, text = '']) =>
    Object.fromEntries(
      [...text.matchAll(/--([\w-]+):#(\w+)/g)].map(([, name, colour]) => [String(name), String(colour)]),
    ),
  );
  const dark = { ...themes[0], ...themes[1] };
  const pairs = [
    ['ink', 'paper'],
    ['ink', 'ground'],
    ['soft', 'paper'],
    ['soft', 'ground'],
    ['on-act', 'act'],
    ['on-no', 'no'],
    ['no', 'paper'],
  ] as const;
  it.each([
    ['light', themes[0] ?? {}],
    ['dark', dark],
  ])('%s is enough to read', (_, theme) => {
    for (const [front, back] of pairs) expect(contrast(theme[front], theme[back])).toBeGreaterThanOrEqual(4.5);
    for (const edge of ['line', 'act', 'no']) expect(contrast(theme[edge], theme['paper'])).toBeGreaterThanOrEqual(3);
  });
});

/** WCAG 2.2: (lighter + 0.05) / (darker + 0.05) */
function contrast(one = '', other = ''): number {
  const [a = 0, b = 0] = [one, other].map(luminance).sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}
function luminance(colour: string): number {
  const full = colour.length === 3 ? [...colour].map((digit) => digit + digit).join('') : colour;
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const share = parseInt(full.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
