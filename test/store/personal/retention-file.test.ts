/** policies/retention.yaml: what may be written, and that mistakes are told by their line. */
import { join } from 'node:path';
import { packageRoot } from '../../../contracts/package-root';
import { DoorstepError } from '../../../contracts/errors';
import { parseRetention, readRetention } from '../../../policies/retention';

const DAY_MS = 86_400_000;
const written = (keep: string) => parseRetention({ path: 'retention.yaml', text: `version: 1\nkeep:\n${keep}` });
const problems = (keep: string): readonly string[] => {
  try {
    written(keep);
    return [];
  } catch (error) {
    if (!(error instanceof DoorstepError)) throw error;
    expect(error.code).toBe('RETENTION_INVALID');
    return (error.details?.['problems'] as { line: number; field: string }[]).map(
      ({ line, field }) => `${line} ${field}`,
    );
  }
};
const fine = '  words: { years: 3 }\n  evidence: { days: 30 }\n  deliveries: for-good\n';

it('reads days, years and for good; a year is never shorter than one', () => {
  expect(written(fine)).toStrictEqual({ words: 1_098 * DAY_MS, evidence: 30 * DAY_MS, deliveries: null });
});

it('tells each mistake by its line: too short, no span, unknown, missing', () => {
  expect(problems('  words: { days: 89 }\n  evidence: { days: 30 }\n  deliveries: for-good\n')).toStrictEqual([
    '3 keep.words',
  ]);
  expect(problems('  words: { years: 3 }\n  evidence: soon\n  deliveries: { years: 200 }\n')).toStrictEqual([
    '4 keep.evidence',
    '5 keep.deliveries',
  ]);
  expect(problems(`${fine}  everything: for-good\n`)).toStrictEqual(['6 keep.everything']);
  expect(problems('  words: { years: 3 }\n  evidence: { days: 30 }\n')).toHaveLength(1);
});

it('ships with sensible spans, and says nothing where there is no file', () => {
  const shipped = readRetention(join(packageRoot(), 'policies'));
  expect(shipped?.words).toBeGreaterThan(shipped!.evidence!);
  expect(readRetention(join(packageRoot(), 'docs'))).toBeNull();
});
