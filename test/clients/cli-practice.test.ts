/** What practice knows of an issue, as `explain` and `show` tell it. */
import { wordsOf } from '../../clients/cli/lang';
import { factsOf } from '../../clients/cli/commands/show';
import { explanationText } from '../../clients/cli/show/explanation';
import { namesOf } from '../../clients/cli/show/names';
import { clockface } from '../../clients/cli/show/time';
import type { Lang } from '../../clients/cli/words/words';
import { natural, type IssueId, type IssueRules, type IssueState } from '../../domain';
import { acknowledge, answer, approve, by, delegate, given, HOUR, RULES, supervise, T0 } from '../domain/given';
import { asked, closedBy, panel } from '../domain/panels';
import { askReturn, dispatch, finish, PARTY_RULES, reportIn, summon, withLead } from '../domain/parties';

const ZONE = 'Asia/Shanghai';
const saying = (lang: Lang, nowMs: number) => {
  const words = wordsOf(lang);
  return { words, names: namesOf(null, lang, words), clock: clockface(words, nowMs, ZONE) };
};
const explained = ({ state, nowMs }: { state: IssueState; nowMs: number }, lang: Lang = 'en'): string => {
  const { words, names, clock } = saying(lang, nowMs);
  return explanationText(state, words, names, clock).paragraphs.join('\n');
};
const shown = ({ state, nowMs }: { state: IssueState; nowMs: number }, lang: Lang = 'en'): string =>
  factsOf(saying(lang, nowMs), state)
    .map((row) => row.join(' | '))
    .join('\n');

describe('a question that several decide', () => {
  const rules = closedBy({
    panels: [
      panel({ count: 2 }, 'group', 'group-member', 'committee'),
      panel({ share: 1 }, 'committee-b', 'committee-c'),
    ],
  });
  const voted = asked(rules).and(approve('group'));

  test('says who is in which panel, how many have to agree, and who has voted', () => {
    expect(explained(asked(rules))).toContain('2 of group, group-member, committee have to agree.');
    expect(explained(asked(rules))).toContain('All of committee-b, committee-c have to agree. Nobody has voted yet.');
    expect(explained(voted)).toContain('So far: group yes.');
    expect(explained(voted, 'zh')).toContain('group、group-member、committee中须有 2 人同意。');
    expect(explained(voted, 'zh')).toContain('已表决：group同意。');
  });

  test('one voice that is enough is not counted out', () => {
    expect(explained(asked(RULES))).not.toMatch(/agree|voted/);
  });

  test.each([
    ['approve', 'that counts as a yes', '视为同意'],
    ['reject', 'that counts as a no', '视为不同意'],
    ['lapse', 'the question lapses', '申请失效'],
    ['climb', 'the question goes to the tier above those who were asked', '转由审批人的上一级审批'],
  ] as const)('says what silence means: %s', (onTimeout, en, zh) => {
    const issue = asked(closedBy({ onTimeout }));
    expect(explained(issue)).toContain(en);
    expect(explained(issue, 'zh')).toContain(zh);
  });
});

describe('units beside the ladder', () => {
  test('a dispatch says who has it, who sent it there, and that the tier’s own time stands still', () => {
    const issue = withLead().and(dispatch('lead', 'property'), 2 * HOUR);
    expect(explained(issue)).toContain('dispatched to property (property)');
    expect(explained(issue, 'zh')).toContain('已派单给 property (property)');
    expect(shown(issue)).toContain('dispatched | property (property), by lead');
    expect(shown(issue)).toContain('the time to handle | stands still, 6h left');
  });

  test('a deadline that stood still says why and for how long', () => {
    const issue = withLead()
      .and(dispatch('lead', 'property'), 2 * HOUR)
      .and(askReturn('manager'), HOUR / 2)
      .and(approve('lead'), HOUR / 2);
    expect(explained(issue)).toContain('stood still while a party had it, for 1h');
    expect(explained(issue, 'zh')).toContain('派单期间停表 1小时');
    expect(explained(issue)).toContain('given back by one party');
    expect(shown(issue)).toContain('given back by | property (property)');
  });

  test('the parts of those who handle it together: who is there, who is done, until when', () => {
    const issue = withLead()
      .and(summon('lead', 'property'), HOUR)
      .and(summon('lead', 'power'))
      .and(reportIn('manager'), HOUR / 4);
    expect(explained(issue)).toContain('It waits for a party to report in by fitter or both (power (power))');
    expect(explained(issue)).toContain('If nobody moves by then, they are called again.');
    expect(shown(issue)).toMatch(/together with property \(property\) \| there: manager, part due 2026-/);
    expect(shown(issue)).toMatch(/together with power \(power\) \| not there yet, to report in by 2026-.*, part due/);
    issue.and(finish('manager'), HOUR);
    expect(shown(issue)).toContain('together with property (property) | done by manager');
    expect(shown(issue, 'zh')).toContain('联合办理 property (property) | manager 已完成');
  });
});

describe('those who watch and those who stand in', () => {
  test('supervision says by whom and until when it is to be answered, and no more once it is answered', () => {
    const issue = given(T0, { ...RULES, supervision: { answerWithin: natural(3 * HOUR) } })
      .and(acknowledge('lead'))
      .and(supervise('group'), HOUR);
    expect(explained(issue)).toContain('It waits for an answer to the supervising tier by lead');
    expect(shown(issue)).toContain('supervised | by group');
    issue.and(answer('lead'), HOUR);
    expect(explained(issue)).not.toContain('answer to the supervising tier');
  });

  test('a deputy is named with the one whose place it is, until when', () => {
    const issue = given().and(delegate('lead', 'grid', T0 + 40 * HOUR));
    expect(shown(issue)).toMatch(/deputy \| grid for lead until 2026-03-04 08:00:00/);
    expect(shown(issue, 'zh')).toMatch(/代理 \| grid 代理 lead，至 2026-03-04 08:00:00/);
  });
});

describe('the ladder of practice', () => {
  const tiers = RULES.tiers.map((tier, index) =>
    index === 0 ? { ...tier, next: 3, warnings: [{ share: 0.5 }] } : tier,
  );
  const rules: IssueRules = { ...RULES, tiers };

  test('a warning is named with its instant, and is what comes next', () => {
    const issue = given(T0, rules).and(acknowledge('lead'));
    expect(explained(issue)).toContain('A warning that the time to handle comes to its end goes out at');
    expect(explained(issue)).toContain('when a warning goes out.');
    expect(explained(issue, 'zh')).toContain('发出临期提醒');
    expect(shown(issue)).toMatch(/warnings \| 2026-/);
  });

  test('where the ladder jumps the tier that follows is named, not the next rung', () => {
    expect(explained(given(T0, rules))).toContain('climbs to tier 3 of 4 (party-group)');
    expect(explained(given(T0, RULES).and(acknowledge('lead')))).toContain('climbs to tier 2 of 4 (grid-worker)');
  });

  test('what it went through is counted, and nothing that did not happen', () => {
    const { state, nowMs } = given();
    const worn: IssueState = {
      ...state,
      disputes: 1,
      reworks: 2,
      unreached: { attempts: 3, lastAtMs: T0 },
      rounds: 1,
      problem: { cause: 'units', atMs: T0 },
    };
    expect(explained({ state: worn, nowMs })).toContain(
      'So far it was disputed 1 time, sent back to be redone 2 times, called about in vain 3 times and through the whole ladder 1 time before.',
    );
    expect(explained({ state: worn, nowMs })).toContain('problem case: passed among too many units');
    expect(explained({ state: worn, nowMs }, 'zh')).toContain('返工 2 次，回访未接通 3 次');
    expect(shown({ state: worn, nowMs })).toContain('problem case | passed among too many units');
    expect(explained({ state, nowMs })).not.toMatch(/So far|problem/);
  });
});

test('other rules say by how much a deadline came nearer or went away', () => {
  const { state, nowMs } = given().and(acknowledge('lead'));
  const clock = state.clocks.handle;
  if (clock === undefined) throw new Error('the time to handle runs');
  const dueAtMs = clock.dueAtMs - 2 * HOUR;
  const charge = { why: 'procedure', atMs: nowMs, ms: -2 * HOUR, dueAtMs, termMs: 6 * HOUR } as const;
  const changed = {
    ...state,
    clocks: { ...state.clocks, handle: { ...clock, dueAtMs, charges: [...clock.charges, charge] } },
  };
  expect(explained({ state: changed, nowMs })).toContain('another procedure, 2h earlier, so due 2026-03-02 22:00:00');
  expect(explained({ state: changed, nowMs }, 'zh')).toContain('规程有变，提前 2小时，时限 2026-03-02 22:00:00');
});

test('an issue that goes with another names it, and one whose rules can’t be followed says so', () => {
  const lead = 'i-lead' as IssueId;
  const view = {
    lead: {
      id: lead,
      seq: 2,
      stage: 'open',
      outcome: null,
      tier: 1,
      tierKey: 'building-lead',
      handled: null,
      isFollower: false,
    },
  } as const;
  const issue = given(T0, PARTY_RULES)
    .and(acknowledge('lead'))
    .and({ type: 'link', ...by('lead'), to: lead, reason: 'same' }, HOUR, view);
  expect(explained(issue)).toContain('It waits for the issue that it goes with (i-lead), since');
  expect(shown(issue)).toContain('goes with | i-lead');
  const broken = { ...given().state, quarantine: { sinceMs: T0, what: 'handle' } };
  expect(explained({ state: broken, nowMs: T0 })).toContain('Its rules can’t be followed since');
  expect(explained({ state: broken, nowMs: T0 }, 'zh')).toContain('已停摆');
  expect(shown({ state: broken, nowMs: T0 })).toContain('rules can’t be followed | handle');
});

test('a simple issue has no line of what it does not use', () => {
  const fields = factsOf(saying('en', T0), given().state).map(([field]) => field);
  expect(fields).toEqual([
    'issue',
    'stage',
    'tier',
    'severity',
    'category',
    'where',
    'reporter',
    'channel',
    'text',
    'opened',
    'the time to acknowledge',
    'the time to handle',
    'disputes',
    'reopenings',
    'procedure',
    'events',
    'time zone',
  ]);
});
