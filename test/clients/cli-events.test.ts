/** Whatever happens has a sentence, as the log holds it and as it comes over NATS, without anybody’s words. */
import { publishedData } from '../../contracts/published-event';
import { wordsOf } from '../../clients/cli/lang';
import { eventText } from '../../clients/cli/show/timeline';
import type { EventType, IssueEvent } from '../../domain';
import { everyEvent, WORDS } from '../support/every-event';

const types = Object.keys(everyEvent) as readonly EventType[];
const naming = { person: String, tier: String, party: String, category: String, instant: String, span: String };
/** Holes, and marks with nothing behind them. */
const BROKEN = /undefined|null|NaN|\[object|[:：;；,，]\s*$|[:：]\s*[;；]/;

describe.each(['en', 'zh'] as const)('in %s', (lang) => {
  const say = (event: IssueEvent): string => eventText(event, wordsOf(lang), naming);

  test.each(types)('%s', (type) => {
    const event = everyEvent[type];
    const data = publishedData(event);
    const whole = say(event);
    const bare = say({ type, ...data } as unknown as IssueEvent);
    expect(whole).not.toMatch(BROKEN);
    expect(bare).not.toMatch(BROKEN);
    expect(bare).not.toBe(type);
    expect(bare).not.toContain(WORDS);
    // What people said is told where it is known.
    expect(whole.includes(WORDS)).toBe(JSON.stringify(event).includes(WORDS));
  });

  test.each([
    ['verified', { en: 'nobody looked in time', zh: '无人核实' }],
    ['checked', { en: 'UNCHECKED', zh: '未核查' }],
    ['approved', { en: 'counts as approved', zh: '视为批准' }],
    ['rejected', { en: 'counts as rejected', zh: '视为驳回' }],
    ['unlinked', { en: 'i-lead ended', zh: 'i-lead 已结束' }],
    ['resumed', { en: 'the suspension is over', zh: '挂起期满' }],
  ] as const)('%s by nobody does not sound as if somebody had done it', (type, expected) => {
    const { by: _by, ...event } = everyEvent[type];
    expect(say(event as IssueEvent)).toContain(expected[lang]);
    expect(say(everyEvent[type])).not.toContain(expected[lang]);
  });

  test('a ladder that is climbed again goes down', () => {
    const event = { ...everyEvent.escalated, fromTier: 4, toTier: 2, cause: 'again' as const };
    expect(say(event)).toContain(lang === 'en' ? 'begins again at 2' : '重新从2开始');
  });

  test('where one voice is not enough it is said how many are needed', () => {
    const asked = say(everyEvent['approval-requested']);
    expect(asked).toContain(lang === 'en' ? '2 of worker-oleaster-1, resident-01 have to agree' : '中 2 人同意');
  });
});
