import { pin } from '../../../domain/directory/pin';
import { TEMPLATES, type Notice } from '../../../domain/kernel/notice';
import type { PersonId } from '../../../domain/kernel/ids';
import { renderNotice, type NoticeIssue } from '../../../domain/messages/render';
import { LANGS } from '../../../domain/procedure/documents/words';
import { policies } from '../procedure/shipped';

const report = { unit: 'tamarisk-3', category: 'lifts', severity: 'high' };
const issue: NoticeIssue = { id: 'i-42', report, rules: pin(policies, report) };
/** 2026-03-06 14:05 in Shanghai. */
const dueAtMs = Date.UTC(2026, 2, 6, 6, 5);
const notice = (change: Partial<Notice> = {}): Notice => ({
  template: 'tier-called',
  recipient: 'worker-tamarisk-1' as PersonId,
  tier: 2,
  round: 1,
  facts: {
    dueAtMs,
    by: 'lead-tamarisk-3' as PersonId,
    kind: 'extension',
    approval: 'a1',
    cause: 'not-acknowledged',
    outcome: 'confirmed',
    party: 'property',
    event: 'part-overdue',
    issue: 'i-7',
    of: 'lead-tamarisk-3',
  },
  ...change,
});

describe.each(LANGS)('GIVEN a reader of %s', (lang) => {
  it.each(TEMPLATES)(
    'WHEN %s is rendered, with all facts or none, THEN it names the issue and nothing is left open',
    (template) => {
      for (const facts of [notice().facts, {}]) {
        const text = renderNotice(policies, lang, notice({ template, facts }), issue);
        expect(`${text.subject} ${text.body}`).toContain('i-42');
        expect(`${text.subject} ${text.body}`).not.toMatch(/[{}]|undefined|null/);
        expect(text.subject).not.toContain('\n');
      }
    },
  );
});

describe('GIVEN a grid worker who is called', () => {
  it('THEN the Chinese text says what, where, who, why, until when in local time, and how', () => {
    const { subject, body } = renderNotice(policies, 'zh', notice(), issue);
    expect(subject).toBe('【较急】柽柳巷3号楼“电梯”请签收（i-42）');
    for (const part of ['杜明远', '网格员处理', '到时限无人签收', '3月6日', '14:05', 'doorstep ack i-42'])
      expect(body).toContain(part);
  });

  it('THEN the English text says the same', () => {
    const { subject, body } = renderNotice(policies, 'en', notice(), issue);
    expect(subject).toBe('[high] Lifts at Tamarisk Alley, building 3: please acknowledge (i-42)');
    for (const part of ['grid worker', 'nobody acknowledged it in time', '6 March', '14:05', 'doorstep ack i-42'])
      expect(body).toContain(part);
    expect(body).not.toContain('14:05:00');
  });

  it('WHEN time is played fast THEN seconds are shown', () => {
    const fast = { ...issue, rules: pin(policies, report, 3_600, 0) };
    expect(renderNotice(policies, 'en', notice(), fast).body).toContain('14:05:00');
  });

  it('WHEN the directory no longer knows person, unit, category or procedure THEN a text is rendered all the same', () => {
    const old: NoticeIssue = {
      id: 'i-7',
      report: { unit: 'gone', category: 'gone', severity: 'gone' },
      rules: { procedure: 'gone', version: 9, timeScale: 1, tiers: [{ key: 'elder', role: 'gone' }] },
    };
    const { body } = renderNotice(policies, 'en', notice({ tier: 1, recipient: 'left' as PersonId }), old);
    expect(body).toContain('left');
    expect(body).toContain('as gone');
  });
});

describe('GIVEN units beside the ladder', () => {
  const party = {
    key: 'property',
    role: 'grid-worker',
    level: 'grid' as const,
    acknowledge: { ms: 1, time: 'natural' as const },
    handle: { ms: 1, time: 'natural' as const },
    reportIn: { ms: 1, time: 'natural' as const },
  };
  const place = (named: object) => ({
    ...policies,
    procedures: policies.procedures.map((procedure) => ({ ...procedure, parties: [{ ...party, ...named }] })),
  });
  const facts = { party: 'property', by: 'lead-tamarisk-3' as PersonId, dueAtMs };

  it('THEN a party is called by the name that the procedure gives it, else by its role, else by its key', () => {
    const told = (from: typeof policies) =>
      renderNotice(from, 'en', notice({ template: 'part-released', facts }), issue).subject;
    expect(told(place({ name: { zh: '物业', en: 'the property manager' } }))).toMatch(/^the property manager is/);
    expect(told(place({}))).toMatch(/^grid worker is/i);
    expect(told(policies)).toMatch(/^property is/);
  });

  it('WHEN one is called by a dispatch THEN it reads its own name, and not that of the tier', () => {
    const named = place({ name: { zh: '物业', en: 'the property manager' } });
    const dispatched = notice({ facts: { ...facts, cause: 'dispatched' } });
    expect(renderNotice(named, 'en', dispatched, issue).body).toContain('as the property manager');
    expect(renderNotice(named, 'zh', dispatched, issue).body).toContain('您这一级（物业）');
  });
});

it('GIVEN those who only have to know THEN they read in words what happened', () => {
  const told = notice({ template: 'for-information', facts: { event: 'part-overdue' } });
  expect(renderNotice(policies, 'zh', told, issue).subject).toContain('抄送，有单位逾期');
  expect(renderNotice(policies, 'en', told, issue).subject).toContain('a summoned unit is late');
});

it.each(['approval-approved', 'approval-rejected'] as const)(
  'GIVEN that nobody decided in time WHEN %s is told THEN it names nobody who did',
  (template) => {
    const told = notice({ template, facts: { kind: 'extension', approval: 'a1', cause: 'expired' } });
    expect(renderNotice(policies, 'en', told, issue).body).toContain('nobody decided in time');
    expect(renderNotice(policies, 'zh', told, issue).body).toContain('期限内无人审批');
  },
);
