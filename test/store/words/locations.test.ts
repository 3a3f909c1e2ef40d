/** Where a report is: sealed beside its text, and found by a cell that is never far from it. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { isSealed } from '../../../domain/kernel/sealed';
import { cellOf, draftHash } from '../../../store/words/cell';
import { locationIn, sealedReport } from '../../../store/words/seal';
import { openWords, sealWords, wordKey } from '../../../store/words/sealing';

const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true }).map((number) => number + 0);
const anywhere = fc.record({ lat: degrees(90), lon: degrees(180) });
const key = wordKey('k'.repeat(16), randomBytes(32));
const seal = (field: string, words: string): string => sealWords(key, 'i-1', field, words);

it('is sealed and opened as it was, to the last digit', () => {
  fc.assert(
    fc.property(anywhere, (location) => {
      const { location: sealed } = sealedReport(seal, { text: 'x', location });
      const text = typeof sealed === 'string' ? sealed : '';
      expect(isSealed(text)).toBe(true);
      expect(locationIn(openWords(key, 'i-1', text) ?? '')).toStrictEqual({
        lat: location.lat + 0,
        lon: location.lon + 0,
      });
    }),
  );
});

it('stays as it is where nothing is sealed, or where it is sealed already, and is not made up', () => {
  const report = { text: 'x', location: { lat: 1.5, lon: 2.5 }, category: 'lamps' };
  expect(sealedReport((_field, words) => words, report)).toStrictEqual(report);
  const once = sealedReport(seal, report);
  expect(sealedReport((_field, words) => words, once)).toStrictEqual(once);
  expect(sealedReport(seal, { text: 'x' })).toStrictEqual({ text: seal('report.text', 'x') });
  expect(['〔已删除 erased 2026-01-01〕', 'x,y', '1', '1,2,3', ''].map(locationIn)).toStrictEqual(
    Array(5).fill(undefined),
  );
});

it('is at most 79 m from the middle of its cell, wherever on earth', () => {
  const EARTH_M = 6_371_008.8;
  const radians = (number: number): number => (number * Math.PI) / 180;
  fc.assert(
    fc.property(anywhere, (location) => {
      const cell = cellOf(location);
      const [dLat, dLon] = [radians(cell.lat - location.lat) / 2, radians(cell.lon - location.lon) / 2];
      const across = Math.cos(radians(cell.lat)) * Math.cos(radians(location.lat)) * Math.sin(dLon) ** 2;
      expect(2 * EARTH_M * Math.asin(Math.sqrt(Math.sin(dLat) ** 2 + across))).toBeLessThan(79);
      // The same for everything in it: a place can't be found by asking again.
      expect(cellOf(cell)).toStrictEqual(cell);
    }),
  );
});

it('what lies ready for a report is not that of the same words somewhere else', () => {
  const at = (lat: number) => draftHash(sealedReport(seal, { text: 'x', location: { lat, lon: 2 } })).toString('hex');
  expect(new Set([at(1), at(1.0001), draftHash({ text: seal('report.text', 'x') }).toString('hex')]).size).toBe(3);
  expect(at(1)).toBe(at(1));
});
