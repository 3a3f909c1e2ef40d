/** What each word in braces of a text becomes, with all facts, without any, and where the directory knows nobody any more. */
import { pin } from '../../../domain/directory/pin';
import type { Notice, NoticeFacts } from '../../../domain/kernel/notice';
import type { PersonId } from '../../../domain/kernel/ids';
import { cut, fill, misfits, PLACEHOLDERS, type Placeholder } from '../../../domain/messages/placeholders';
import { renderNotice, type HasMessages, type NoticeIssue } from '../../../domain/messages/render';
import type { Lang } from '../../../domain/procedure/documents/words';
import { policies } from '../procedure/shipped';

const report = { unit: 'tamarisk-3', category: 'property', severity: 'high' };
const issue: NoticeIssue = { id: 'i-42', report, rules: pin(policies, report) };
/** 2026-03-06, a Friday, 09:05 in Shanghai. */
const dueAtMs = Date.UTC(2026, 2, 6, 1, 5, 9);
/** The shipped words, around a text that says every word in braces on a line of its own. */
const all = cut(PLACEHOLDERS.map((name) => `${name}={${name}}`).join('\n'));
const spoken: HasMessages = {
  ...policies,
  messages: {
    zh: {
      ...policies.messages.zh,
      texts: { ...policies.messages.zh.texts, 'tier-called': { subject: all, body: all } },
    },
    en: {
      ...policies.messages.en,
      texts: { ...policies.messages.en.texts, 'tier-called': { subject: all, body: all } },
    },
  },
};
const told = (
  facts: NoticeFacts,
  {
    of = issue,
    by = spoken,
    lang = 'en',
    ...more
  }: { of?: NoticeIssue; by?: HasMessages; lang?: Lang } & Partial<Notice> = {},
): Readonly<Record<Placeholder, string>> => {
  const notice = {
    template: 'tier-called',
    recipient: 'worker-tamarisk-1' as PersonId,
    tier: 2,
    round: 3,
    facts,
    ...more,
  } as const;
  const { subject, body } = renderNotice(by, lang, notice, of);
  expect(subject).toBe(body);
  return Object.fromEntries(body.split('\n').map((line) => line.split(/=(.*)/))) as Record<Placeholder, string>;
};
const everything: NoticeFacts = {
  dueAtMs,
  by: 'lead-tamarisk-3' as PersonId,
  kind: 'extension',
  approval: 'a1',
  cause: 'not-acknowledged',
  outcome: 'confirmed',
  party: 'property-manager',
  event: 'part-overdue',
  issue: 'i-7',
  of: 'committee-1',
};

describe('GIVEN a notice with all its facts', () => {
  it('THEN each word of an English text is what people call it', () => {
    const { due, ...words } = told(everything);
    expect(words).toEqual({
      issue: 'i-42',
      category: 'Left by the developer',
      severity: 'high',
      unit: 'Tamarisk Alley, building 3',
      community: 'Camelbell Community',
      tier: 'grid worker leads',
      role: 'grid worker',
      round: '3',
      by: '曹桂枝',
      kind: 'more time',
      approval: 'a1',
      cause: 'nobody acknowledged it in time',
      outcome: 'the resident confirmed that it is solved',
      party: 'property manager',
      'party-id': 'property-manager',
      event: 'a summoned unit is late',
      other: 'i-7',
      of: '朝鲁',
      recipient: '杜明远',
      as: 'worker-tamarisk-1',
    });
    expect(due).toMatch(/^Fri,? 6 March.* 09:05$/);
  });

  it('THEN each word of a Chinese text is Chinese', () => {
    const { due, ...words } = told(everything, { lang: 'zh' });
    expect(words).toMatchObject({
      unit: '柽柳巷3号楼',
      community: '驼铃社区',
      tier: '网格员牵头联办',
      role: '网格员',
      severity: '较急',
      party: '物业公司',
      by: '曹桂枝',
    });
    expect(due).toMatch(/^3月6日周五 09:05$/);
  });
});

it('GIVEN a notice without facts THEN a general word stands for each', () => {
  const { missing } = policies.messages.en.words;
  expect(told({})).toMatchObject({ ...missing, 'party-id': missing.party, recipient: '杜明远' });
});

it('GIVEN ids that nobody knows any more THEN they are shown themselves, and general words for people', () => {
  const { missing } = policies.messages.en.words;
  const old: NoticeIssue = {
    id: 'i-7',
    report: { unit: 'old-unit', category: 'old-category', severity: 'old-severity' },
    rules: { procedure: 'gone', version: 9, timeScale: 1, tiers: [{ key: 'elder', role: 'old-role' }] },
  };
  const facts = {
    by: 'left' as PersonId,
    of: 'left',
    kind: 'toString',
    cause: 'x',
    outcome: 'x',
    event: 'x',
    party: 'old-party',
  };
  expect(told(facts, { of: old, tier: 1, recipient: 'left' as PersonId })).toMatchObject({
    unit: 'old-unit',
    category: 'old-category',
    severity: 'old-severity',
    tier: 'elder',
    role: 'old-role',
    by: missing.by,
    of: missing.of,
    kind: missing.kind,
    cause: missing.cause,
    outcome: missing.outcome,
    event: missing.event,
    party: 'old-party',
    'party-id': 'old-party',
    recipient: 'left',
    as: 'left',
  });
  expect(told({}, { of: old, tier: 5 })).toMatchObject({ tier: '5', role: '5' });
});

describe('GIVEN nobody did it', () => {
  it('WHEN a question ran out of time THEN that is said in the place of a name, and a name where there is one', () => {
    expect(told({ cause: 'expired' }).by).toBe('nobody decided in time');
    expect(told({ cause: 'expired', by: 'lead-tamarisk-3' as PersonId }).by).toBe('曹桂枝');
    expect(told({ cause: 'overtaken' }).by).toBe(policies.messages.en.words.missing.by);
  });
});

describe('GIVEN a rung of the ladder, or a unit beside it', () => {
  const tiers = [{ key: 'grid-worker', role: 'party-group' }];
  const under = (procedure: string, version: number): NoticeIssue => ({
    ...issue,
    rules: { procedure, version, timeScale: 1, tiers },
  });

  it('THEN it has the name that its own procedure in its own version gives it, else that of its role', () => {
    expect(told({}, { of: under('joint', 3), tier: 1 }).tier).toBe('grid worker leads');
    expect(told({}, { of: under('joint', 4), tier: 1 }).tier).toBe('party group');
    expect(told({}, { of: under('gone', 1), tier: 1 }).tier).toBe('party group');
    const other = { procedure: 'joint', version: 3, timeScale: 1, tiers: [{ key: 'elder', role: 'party-group' }] };
    expect(told({}, { of: { ...issue, rules: other }, tier: 1 }).tier).toBe('party group');
    expect(told({ party: 'property-manager' }, { of: under('default', 2) }).party).toBe('property-manager');
  });

  const withParties = (named: object): HasMessages => ({
    ...spoken,
    procedures: policies.procedures.map((procedure) => ({
      ...procedure,
      parties: (procedure.parties ?? []).map(({ name: _name, ...party }) => ({ ...party, ...named })),
    })),
  });

  it('THEN a unit without a name is called by its role, and without a known role by its key', () => {
    const facts = { party: 'developer' };
    expect(told(facts, { by: spoken }).party).toBe('developer');
    expect(told(facts, { by: withParties({ role: 'committee' }) }).party).toBe('committee');
    expect(told(facts, { by: withParties({ role: 'gone' }) }).party).toBe('developer');
    expect(told(facts, { by: withParties({ name: { zh: '开', en: 'the builders' } }) }).party).toBe('the builders');
  });

  it('WHEN a unit is called by a dispatch THEN it reads its own name as its tier and role, else those of the tier', () => {
    const facts = { party: 'property-manager', cause: 'dispatched' };
    expect(told(facts)).toMatchObject({ tier: 'property manager', role: 'property manager' });
    expect(told({ ...facts, cause: 'returned' })).toMatchObject({ tier: 'grid worker leads', role: 'grid worker' });
    expect(told({ cause: 'dispatched' })).toMatchObject({ tier: 'grid worker leads', role: 'grid worker' });
  });
});

describe('GIVEN an instant', () => {
  const inZone = (zone: string): HasMessages => ({ ...spoken, community: { ...spoken.community, zone } });
  const fast = (timeScale: number): NoticeIssue => ({ ...issue, rules: { ...issue.rules, timeScale } });

  it('THEN each place and each reader has it as they are used to, however often it is said', () => {
    const place = inZone('Asia/Shanghai');
    const texts = () =>
      (['en', 'zh'] as const).flatMap((lang) =>
        [1, 2].map((scale) => told({ dueAtMs }, { by: place, lang, of: fast(scale) }).due),
      );
    const first = texts();
    expect(new Set(first).size).toBe(4);
    expect(texts()).toEqual(first);
    expect(first[0]).toMatch(/^Fri,? 6 March.* 09:05$/);
    expect(first[2]).toBe('3月6日周五 09:05');
  });

  it('THEN it is said in the zone of the place, and with seconds only where time is played', () => {
    const facts = { dueAtMs };
    expect(told(facts, { by: inZone('Asia/Shanghai') }).due).toMatch(/09:05$/);
    expect(told(facts, { by: inZone('Europe/Berlin') }).due).toMatch(/02:05$/);
    expect(told(facts, { of: fast(2) }).due).toMatch(/09:05:09$/);
    expect(told(facts, { of: fast(1) }).due).toMatch(/09:05$/);
    expect(told(facts, { lang: 'zh' }).due).toBe('3月6日周五 09:05');
    expect(told({ dueAtMs: Date.UTC(2026, 2, 5, 16, 5) }).due).toMatch(/^Fri,? 6 March.* 00:05$/);
  });
});

describe('GIVEN a text with words in braces', () => {
  const values = Object.fromEntries(PLACEHOLDERS.map((name) => [name, name.toUpperCase()])) as Record<
    Placeholder,
    string
  >;

  it.each([
    ['{issue}', 'ISSUE'],
    ['  {issue} for {by}\n', 'ISSUE for BY'],
    ['{issue}{by}', 'ISSUEBY'],
    ['no word', 'no word'],
    ['a {party-id} b', 'a PARTY-ID b'],
  ])('%j THEN they are filled in, and space around the text is left out', (text, filled) => {
    expect(fill(cut(text), values)).toBe(filled);
  });

  it.each([
    ['{issue} is fine', []],
    ['{issue', ['{issue']],
    ['issue}', ['}']],
    ['{issue}}', ['}']],
    ['{{issue}', ['{']],
    ['{by} and\n{by} or} so {issue}', ['} so ']],
    ['by} and\nso on', ['} and']],
    ['{isue} and {by', ['{isue}', '{by']],
    ['{}', ['{}']],
    ['{issue} {x} {by} }', ['{x}', '}']],
  ])('%j THEN what is wrong is pointed at', (text, pieces) => {
    const found = misfits(text);
    expect(found.map(({ piece }) => piece)).toEqual(pieces);
    for (const { piece, reason } of found)
      expect(reason).toContain(
        piece.startsWith('{') && piece.endsWith('}') ? 'unknown placeholder' : `"${piece.charAt(0)}"`,
      );
  });
});
