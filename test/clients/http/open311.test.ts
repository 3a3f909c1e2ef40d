/** What Open311 reads and writes, by itself: dates, parameters, both formats, and what an update means. */
import fc from 'fast-check';
import { convert } from 'xmlbuilder2';
import { parseW3cDate, rangeOf, SPAN_MS, w3cDate, wholeSecond } from '../../../clients/http/open311/dates';
import { asJson, asXml, list, printable } from '../../../clients/http/open311/format';
import { parametersOf } from '../../../clients/http/open311/parameters';
import { filterOf } from '../../../clients/http/open311/requests';
import { readOpen311Settings } from '../../../clients/http/open311/settings';
import { EXTENDED_STATUSES, extendedStatusOf, statusNotes, toldStatus } from '../../../clients/http/open311/status';
import { doingOf, namesOf } from '../../../clients/http/open311/update';
import { OUTCOMES, STAGES, type IssueState } from '../../../domain';
import { saidHashes, type MasterKey, type MasterKeys } from '../../../store';

const ZONES = ['Asia/Shanghai', 'America/St_Johns', 'Asia/Kathmandu', 'Europe/Berlin', 'UTC'] as const;
const instants = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe('dates', () => {
  it('are written with an offset and read back as the second in which they lie', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (atMs, zone) => {
        const text = w3cDate(atMs, zone);
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
        expect(parseW3cDate(text)).toBe(wholeSecond(atMs));
        // A plus that nobody encoded arrives as a space.
        expect(parseW3cDate(text.replace('+', ' '))).toBe(wholeSecond(atMs));
      }),
    );
  });

  it.each([
    '',
    '2010-01-01',
    '2010-01-01T00:00:00',
    '2010-02-30T00:00:00Z',
    '2010-01-01T25:00:00Z',
    'now',
    '1262304000',
  ])('%j is none', (text) => {
    expect(parseW3cDate(text)).toBeUndefined();
  });

  it('a span is at most 90 days, whichever ends are given', () => {
    fc.assert(
      fc.property(
        fc.option(instants, { nil: undefined }),
        fc.option(instants, { nil: undefined }),
        instants,
        (from, to, now) => {
          const range = rangeOf(from, to, now);
          if (range === null) expect((to ?? 0) - (from ?? 0)).toBeGreaterThan(SPAN_MS);
          else {
            expect(range.toMs - range.fromMs).toBeLessThanOrEqual(SPAN_MS);
            if (from !== undefined) expect(range.fromMs).toBe(from);
            if (to !== undefined) expect(range.toMs).toBe(to);
            if (from === undefined && to === undefined) expect(range.toMs).toBe(now);
          }
        },
      ),
    );
  });
});

describe('parameters', () => {
  const names = fc.constantFrom('a', 'b', 'attribute[unit]', 'attribute[x][]', '__proto__', 'constructor');
  const values = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }));

  it('an empty one is as good as none', () => {
    fc.assert(
      fc.property(fc.dictionary(names, values), names, fc.constantFrom('', ' ', '\t', []), (given, name, nothing) => {
        fc.pre(!Object.hasOwn(given, name) && name !== '__proto__');
        const with_ = parametersOf({ ...given, [name]: nothing });
        expect(with_.canonical).toBe(parametersOf(given).canonical);
        expect(with_.one(name)).toBeUndefined();
      }),
    );
  });

  it('their order does not matter to what was said', () => {
    fc.assert(
      fc.property(fc.dictionary(names, values), (given) => {
        const turned = Object.fromEntries(Object.entries(given).reverse());
        expect(parametersOf(turned).canonical).toBe(parametersOf(given).canonical);
      }),
    );
  });

  it('lists are separated by commas, repeated, or both, and say each thing once', () => {
    expect(parametersOf({ x: ['a,b', 'b, c,'] }).many('x')).toStrictEqual(['a', 'b', 'c']);
    expect(parametersOf({ 'attribute[t][]': ['1', '2'], 'attribute[t]': '3' }).attributes.get('t')).toStrictEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it('whatever is asked for is a filter or a refusal in words', () => {
    const asked = fc.constantFrom(
      'service_request_id',
      'service_code',
      'start_date',
      'end_date',
      'status',
      'page',
      'page_size',
      'updated_after',
    );
    const said = fc.oneof(
      fc.string(),
      fc.constantFrom('open', 'closed', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00+08:00', '1', '7'),
    );
    fc.assert(
      fc.property(fc.dictionary(asked, said), (query) => {
        try {
          const { limit, offset } = filterOf(parametersOf(query), Date.now());
          expect(limit >= 1 && limit <= 1_000 && offset >= 0).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ status: 400, descriptions: [expect.any(String)] });
        }
      }),
    );
  });
});

describe('formats', () => {
  const text = fc.string({ unit: 'binary' }).map(printable);

  it('say the same in XML and in JSON', () => {
    const rows = fc.array(
      fc.record({ id: text, note: fc.option(text, { nil: null }), count: fc.integer(), flag: fc.boolean() }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(rows, (items) => {
        const value = list('row', items);
        expect(JSON.parse(asJson(value))).toStrictEqual(items.map((item) => ({ ...item })));
        const xml = asXml('rows', value);
        expect(xml.startsWith('<?xml version="1.0" encoding="utf-8"?>')).toBe(true);
        expect(() => convert(xml, { format: 'object' })).not.toThrow();
        expect(xml.match(/<row>/g)).toHaveLength(items.length);
      }),
    );
  });

  it('what XML has no way to say is left out, and the rest is escaped', () => {
    expect(asXml('x', { y: 'a\u0000b\u000bc\ud800d <&> 灯😀' })).toContain('<y>abcd &lt;&amp;&gt; 灯😀</y>');
    expect(asXml('x', list('y', []))).toMatch(/<x\s*\/>|<x><\/x>/);
  });
});

const issue = (stage: IssueState['stage'], outcome?: (typeof OUTCOMES)[number]): IssueState =>
  ({ stage, stageSinceMs: 10_500, closure: outcome === undefined ? null : { outcome, atMs: 1 } }) as IssueState;

describe('statuses', () => {
  const all = [
    ...STAGES.filter((stage) => stage !== 'closed').map((stage) => issue(stage)),
    ...OUTCOMES.map((outcome) => issue('closed', outcome)),
  ];

  it('every stage and outcome has one, which FixMyStreet knows, and words in both languages', () => {
    for (const state of all) {
      expect(EXTENDED_STATUSES).toContain(extendedStatusOf(state));
      for (const lang of ['zh', 'en'] as const) expect(statusNotes(state, lang)).not.toBe('');
    }
  });

  it('plain ones are open and closed only', () => {
    const told = all.map((state) => toldStatus(extendedStatusOf(state), { statuses: 'plain' }));
    expect(new Set(told)).toStrictEqual(new Set(['open', 'closed']));
  });
});

it.each([
  ['confirming', 'CLOSED', 'confirm'],
  ['confirming', 'FIXED', 'confirm'],
  ['confirming', 'OPEN', 'dispute'],
  ['confirming', 'REOPEN', 'dispute'],
  ['confirming', 'IN_PROGRESS', 'comment'],
  ['closed', 'OPEN', 'reopen'],
  ['closed', 'REOPEN', 'reopen'],
  ['closed', 'FIXED', 'comment'],
  ['closed', 'CANCELLED', 'comment'],
  ['handling', 'FIXED', 'comment'],
  ['handling', 'REOPEN', 'comment'],
  ['handling', 'CANCELLED', 'withdraw'],
  ['confirming', 'CANCELLED', 'withdraw'],
] as const)('of an issue that is %s the update %s means %s', (stage, status, expected) => {
  expect(doingOf(issue(stage, stage === 'closed' ? 'confirmed' : undefined), { status, atMs: 10_000 })).toBe(expected);
});

it('OPEN that was said before the reporter was asked is a comment; REOPEN is not', () => {
  expect(doingOf(issue('confirming'), { status: 'OPEN', atMs: 9_999 })).toBe('comment');
  expect(doingOf(issue('confirming'), { status: 'REOPEN', atMs: 9_999 })).toBe('dispute');
});

it('settings are checked, and have usable defaults', () => {
  expect(readOpen311Settings({})).toMatchObject({
    reporter: 'open311',
    lang: 'zh',
    statuses: 'extended',
    type: 'production',
  });
  expect(() => readOpen311Settings({ DOORSTEP_OPEN311_LANG: 'fr', DOORSTEP_OPEN311_REPORTER: 'No One' })).toThrow(
    expect.objectContaining({ code: 'SETTING_INVALID' }) as Error,
  );
});

describe('the name of an update', () => {
  const by = { kind: 'person', id: 'resident-1' } as unknown as Parameters<typeof namesOf>[2];
  const said = { service_request_id: 'i-1', description: '家里没人', status: 'OPEN' };
  const keyOf = (byte: number): MasterKey => ({ id: `k-${byte}`, key: Buffer.alloc(32, byte) });
  const names = (masters: MasterKeys | undefined, more: object = {}) =>
    namesOf(masters, parametersOf({ ...said, ...more }), by);

  it('is a hash of its words under the master key, and still known by older ones', () => {
    const [one, other] = [keyOf(1), keyOf(2)];
    const [plain] = names(undefined);
    expect(names(undefined)).toHaveLength(1);
    expect(names([one])).toStrictEqual([expect.not.stringMatching(plain), plain]);
    expect(names([other, one])).toStrictEqual([names([other])[0], names([one])[0], plain]);
    expect(names([one], { description: '家里有人' })[0]).not.toBe(names([one])[0]);
    for (const name of names([one])) expect(name).toMatch(/^open311\.[0-9a-f]{32}$/);
  });

  it('is the same whatever the key when it has an id', () => {
    expect(names([keyOf(1)], { update_id: '17' })).toStrictEqual(names(undefined, { update_id: '17' }));
  });

  it('says nothing about a report of the same words', () => {
    const [one] = saidHashes('report', [keyOf(1)], 'x');
    expect(one).not.toStrictEqual(saidHashes('update', [keyOf(1)], 'x')[0]);
    expect(saidHashes('report', [keyOf(2), keyOf(1)], 'x').slice(1)).toStrictEqual(
      saidHashes('report', [keyOf(1)], 'x'),
    );
  });
});
