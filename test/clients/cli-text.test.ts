import { wordsOf } from '../../clients/cli/lang';
import { explanationText } from '../../clients/cli/show/explanation';
import { withIsoTimes } from '../../clients/cli/show/json';
import { namesOf } from '../../clients/cli/show/names';
import { table } from '../../clients/cli/show/table';
import { clockface } from '../../clients/cli/show/time';
import { timelineRows } from '../../clients/cli/show/timeline';
import type { Lang } from '../../clients/cli/words/words';
import type { IssueState } from '../../domain';
import { readPolicies } from '../../policies/read';
import {
  acknowledge,
  approve,
  askExtension,
  by,
  confirm,
  dispute,
  given,
  handle,
  HOUR,
  RULES,
  T0,
} from '../domain/given';
import { staff, staffing } from '../domain/staff';

const ZONE = 'Asia/Shanghai';
const spoken = (state: IssueState, lang: Lang, nowMs: number) => {
  const words = wordsOf(lang);
  return explanationText(state, words, namesOf(null, lang, words), clockface(words, nowMs, ZONE));
};

describe('explain, where a competence is asked', () => {
  const [lead, grid, ...above] = RULES.tiers;
  const rules = { ...RULES, tiers: [lead!, { ...grid!, competence: ['gas', 'heights'] }, ...above] };
  const there = {
    ...staff('grid-worker', ['grid', 'grid-deputy'], ['grid']),
    competence: ['gas', 'heights'],
    hops: [{ why: 'not-competent', person: grid!.people[1]! }] as const,
  };
  const issue = given(T0, rules);
  const up = { type: 'escalate', ...by('lead'), reason: 'up' } as const;

  test('says what is asked and who is passed over for it, as long as somebody is to be called', () => {
    const called = given(T0, rules).and(up, 0, { staffing: staffing(there) });
    expect(spoken(called.state, 'en', T0).paragraphs).toContain(
      'Only somebody with this competence is called: gas, heights. Passed over for lack of it: grid-deputy.',
    );
    expect(spoken(called.state, 'zh', T0).paragraphs).toContain(
      '只通知具备此资格的人：gas, heights。因不具备而略过：grid-deputy。',
    );
    const said = (state: IssueState): string => spoken(state, 'en', T0).paragraphs.join(' ');
    expect(said(issue.state)).not.toContain('competence');
    expect(said(called.and(acknowledge('grid')).state)).not.toContain('competence');
  });

  test('the timeline says that nobody with it is there', () => {
    const nobody = { ...there, called: [] };
    const passed = given(T0, rules).and(up, 0, { staffing: staffing(nobody) });
    const items = passed.log.map((one) => ({ ...one, type: one.event.type, recordedAtMs: one.occurredAtMs }));
    const said = (lang: Lang): string => {
      const words = wordsOf(lang);
      const rows = timelineRows(items, passed.state, words, namesOf(null, lang, words), clockface(words, T0, ZONE));
      return rows.flat().join(' ');
    };
    expect(said('en')).toContain('ALERT: nobody with the competence that is asked is there (grid-worker');
    expect(said('zh')).toContain('警报：无具备所需资格的人在岗（grid-worker');
  });
});

describe('explain, in sentences', () => {
  const asked = given().and(acknowledge('lead'), HOUR).and(askExtension('lead'), HOUR);

  test('says what it waits for, for whom, since and until when, by which rule, and what happens next', () => {
    expect(spoken(asked.state, 'en', T0 + 3 * HOUR).paragraphs).toMatchInlineSnapshot(`
     [
       "i-test: lamps, b-1, normal; reported by resident, opened 3h ago. It is in handling, with tier 1 of 4 (building-lead) since 2026-03-02 16:00:00 (3h ago), assigned to lead, by procedure default@1.",
       "It waits for a decision by grid or grid-deputy (approver), since 2026-03-02 18:00:00 (1h ago), until 2026-03-03 00:00:00 (in 5h). Rule: default@1#extension.decide. lead asks (a1) for more time (4h). If nobody decides by then, the question lapses.",
       "It waits for handling by lead (building-lead), since 2026-03-02 16:00:00 (3h ago), until 2026-03-03 00:00:00 (in 5h). Rule: default@1#tiers[0:building-lead].handle. If nobody moves by then, the issue climbs to tier 2 of 4 (grid-worker).",
       "Next by itself: 2026-03-03 00:00:00 (in 5h), when the time to handle is over. If nobody moves by then, the issue climbs to tier 2 of 4 (grid-worker).",
       "What can be done now:",
     ]
    `);
  });

  test('says the same in Chinese', () => {
    expect(spoken(asked.state, 'zh', T0 + 3 * HOUR).paragraphs).toMatchInlineSnapshot(`
     [
       "i-test：lamps，b-1，一般；resident 上报，3小时前受理。 目前办理中，由第 1/4 级（building-lead）负责，自 2026-03-02 16:00:00 (3小时前)，已指派 lead；规程 default@1。",
       "正在等 grid或grid-deputy（approver）审批，自 2026-03-02 18:00:00 (1小时前)，至 2026-03-03 00:00:00 (5小时后)。依据：default@1#extension.decide。 lead 申请（a1）延期（4小时）。 届时未审批，申请失效。",
       "正在等 lead（building-lead）办结，自 2026-03-02 16:00:00 (3小时前)，至 2026-03-03 00:00:00 (5小时后)。依据：default@1#tiers[0:building-lead].handle。 届时无人处理，升级到第 2/4 级（grid-worker）。",
       "下一步自动发生：2026-03-03 00:00:00 (5小时后)，办理时限到期。届时无人处理，升级到第 2/4 级（grid-worker）。",
       "现在可以做的：",
     ]
    `);
  });

  test('says when those who have not decided are reminded', () => {
    const rules = { ...RULES, extension: { ...RULES.extension, reminders: [{ share: 0.5 }] } };
    const issue = given(T0, rules).and(acknowledge('lead'), HOUR).and(askExtension('lead'), HOUR);
    const said = (lang: 'en' | 'zh') => spoken(issue.state, lang, T0 + 3 * HOUR).paragraphs.join('\n');
    expect(said('en')).toContain('Who has not decided on a1 by then is reminded at 2026-03-02 21:00:00 (in 2h).');
    expect(said('en')).toContain('(in 2h), when those who have not decided yet are reminded.');
    expect(said('zh')).toContain('催审批：2026-03-02 21:00:00 (2小时后)，届时还未就 a1 表态的人会收到。');
    expect(said('zh')).toContain('催未表态的审批人。');
    expect(spoken(issue.and(approve('grid')).state, 'en', T0 + 3 * HOUR).paragraphs.join()).not.toContain('reminded');
  });

  test('names who may do what, with the command to type', () => {
    expect(spoken(asked.state, 'en', T0 + 3 * HOUR).offers).toContainEqual([
      'approve',
      'grid or grid-deputy',
      'npx doorstep approve i-test --as grid',
    ]);
  });

  test('a closed issue does nothing by itself, and can be reopened', () => {
    const closed = given().and(acknowledge('lead')).and(handle('lead')).and(confirm());
    const { paragraphs, offers } = spoken(closed.state, 'en', T0 + HOUR);
    expect(paragraphs.join('\n')).toContain('the resident agreed');
    expect(paragraphs.join('\n')).toContain('Nothing happens by itself any more.');
    expect(offers.map(([command]) => command)).toEqual(['reopen']);
  });

  test('names come from the policies where they know them', () => {
    const words = wordsOf('zh');
    const names = namesOf(readPolicies(), 'zh', words);
    expect(names.person('resident-01')).toBe('姜有福 (resident-01)');
    expect(names.person('gone')).toBe('gone');
    expect(names.unit('oleaster-1')).toBe('沙枣里1号楼');
  });
});

describe('the timeline', () => {
  const issue = given().and(acknowledge('lead')).and(handle('lead')).and(dispute());
  const items = issue.log.map(({ seq, actor, occurredAtMs, event }) => ({
    seq,
    type: event.type,
    actor,
    occurredAtMs,
    recordedAtMs: occurredAtMs + 7,
    event,
  }));

  test.each(['en', 'zh'] as const)('has a sentence for each event in %s', (lang) => {
    const words = wordsOf(lang);
    const rows = timelineRows(items, issue.state, words, namesOf(null, lang, words), clockface(words, T0, ZONE));
    expect(rows.map((row) => row.at(-1))).toMatchSnapshot();
    expect(rows[0]?.slice(0, 4)).toEqual(['1', '2026-03-02 16:00:00', '+7 ms', 'resident']);
  });
});

describe('times', () => {
  const clock = clockface(wordsOf('en'), T0, ZONE);
  test.each([
    [0, 'now'],
    [90_000, 'in 1m 30s'],
    [-20 * 60_000, '20m ago'],
    [26 * HOUR + 5_000, 'in 1d 2h'],
  ])('%i ms away is %s', (awayMs, text) => {
    expect(clock.relative(T0 + awayMs)).toBe(text);
  });

  test('for programs: instants as ISO 8601 by their names, spans and nulls as they are', () => {
    expect(
      withIsoTimes({
        dueAtMs: 0,
        untilMs: null,
        sinceMs: 1,
        extendByMs: 5,
        rules: [{ everyMs: 7, tierSinceMs: 0 }],
        statsMs: 3,
      }),
    ).toEqual({
      dueAt: '1970-01-01T00:00:00.000Z',
      until: null,
      since: '1970-01-01T00:00:00.001Z',
      extendByMs: 5,
      rules: [{ everyMs: 7, tierSince: '1970-01-01T00:00:00.000Z' }],
      statsMs: 3,
    });
  });

  test('tables line up with Chinese in them, and keep to the terminal', () => {
    expect(
      table(
        ['a', 'b'],
        [
          ['沙枣里', 'x'],
          ['ab', 'y\nz'],
        ],
        undefined,
      ),
    ).toBe('a       b\n沙枣里  x\nab      y z');
    expect(table(['a'], [['沙枣里沙枣里']], 8)).toBe('a\n沙枣里…');
  });
});
