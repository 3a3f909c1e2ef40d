import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { DoorstepError } from '../../../contracts/errors';
import { pin } from '../../../domain/directory/pin';
import { parseReports } from '../../../domain/procedure/reports';
import { policies, refusal } from './shipped';

const shipped = readFileSync(join(__dirname, '../../../examples/reports.jsonl'), 'utf8');
const path = 'my/reports.jsonl';
const first = JSON.parse(shipped.split('\n')[0] ?? '{}') as Record<string, unknown>;
const line = (change: Record<string, unknown> = {}): string => JSON.stringify({ ...first, ...change });

describe('GIVEN the shipped reports', () => {
  const reports = parseReports('examples/reports.jsonl', shipped, policies);

  it('THEN there are at least 60, of every severity and most categories, within a day', () => {
    expect(reports.length).toBeGreaterThanOrEqual(60);
    expect(new Set(reports.map(({ report }) => report.severity)).size).toBe(4);
    expect(new Set(reports.map(({ report }) => report.category)).size).toBeGreaterThan(
      policies.community.categories.length - 2,
    );
    expect(Math.max(...reports.map(({ afterMs }) => afterMs))).toBeLessThanOrEqual(24 * 3_600_000);
  });

  it('THEN each finds a ladder, and none holds a telephone number', () => {
    for (const { report } of reports) {
      expect(pin(policies, report).tiers.length).toBeGreaterThan(0);
      expect(report.text).not.toMatch(/\d{7,}/);
    }
  });

  it('THEN everybody who reports lives where the matter is', () => {
    const homes = new Map(
      policies.community.posts
        .filter(({ role }) => role === 'resident')
        .flatMap(({ unit, people }) => people.map((person) => [person, unit])),
    );
    const strangers = reports.filter(({ report: { reporter, unit } }) => {
      const home = homes.get(reporter);
      return home !== unit && !(policies.directory.above.get(home ?? '') ?? []).some(({ id }) => id === unit);
    });
    expect(strangers.map(({ key }) => key)).toEqual([]);
  });

  it('WHEN it is saved with a byte order mark and CRLF THEN it says the same', () => {
    expect(parseReports(path, `\uFEFF${shipped.replaceAll('\n', '\r\n')}`, policies)).toEqual(reports);
  });
});

describe('GIVEN a file of reports with', () => {
  it.each<[string, string, string, RegExp]>([
    ['a line that is no JSON', '{"id": ', '', /is not JSON/],
    ['a line that is a list', '[]', '', /must be a mapping, not a list/],
    ['a line that is null', 'null', '', /must be a mapping/],
    ['an unknown unit', line({ unit: 'oleaster-11' }), 'unit', /unknown unit "oleaster-11"; did you mean "oleaster-1"/],
    ['an unknown category', line({ category: 'watr' }), 'category', /did you mean "water"/],
    ['an unknown person', line({ reporter: 'resident-99' }), 'reporter', /unknown reporter/],
    ['a wrong severity', line({ severity: 'urgnet' }), 'severity', /did you mean "urgent"/],
    ['a missing field', line({ channel: undefined }), 'channel', /is required/],
    ['an unknown field', line({ phone: 'x' }), 'phone', /unknown field/],
    ['an empty text', line({ text: ' ' }), 'text', /must not be empty/],
    ['too long a text', line({ text: 'x'.repeat(2_001) }), 'text', /at most 2000 characters/],
    ['a time without plus', line({ at: '1h' }), 'at', /such as \+0h15m/],
    ['an absurd time', line({ at: '+9999d' }), 'at', /at most 31 days/],
    ['a key used twice', line(), 'id', /already the id of line 1/],
  ])('%s THEN it is refused with file, line, field and reason', (_what, second, field, reason) => {
    const { code, problems, error } = refusal(() => parseReports(path, `${line()}\n\n${second}\n`, policies));
    expect(code).toBe('REPORTS_INVALID');
    const found = problems.find((problem) => problem.field === field);
    expect(found).toMatchObject({ file: path, line: 3, reason: expect.stringMatching(reason) as unknown });
    expect(error.place).toMatchObject({ file: path, line: 3 });
  });

  it('many bad lines THEN the first twenty are listed and all are counted', () => {
    const { problems, error } = refusal(() => parseReports(path, 'x\n'.repeat(50), policies));
    expect(problems).toHaveLength(20);
    expect(error.details).toMatchObject({ total: 50 });
  });

  it('nothing in it THEN that is said', () => {
    expect(refusal(() => parseReports(path, '\n\n', policies)).problems[0]?.reason).toBe('holds no report');
  });

  it('anything at all THEN nothing but a DoorstepError is thrown', () => {
    const text = fc.array(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.constant(line()),
        fc.object().map((more) => line(more)),
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(text, (lines) => {
        try {
          parseReports(path, lines.join('\n'), policies);
        } catch (error) {
          if (!(error instanceof DoorstepError)) throw error;
        }
      }),
    );
  });
});
