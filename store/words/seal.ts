/** How words are given to be sealed, and where a report is with them. */
import type { Location, Report } from '../../domain';
import { isSealed } from '../../domain/kernel/sealed';

/** Seals the words of one field of one issue. */
export type Seal = (field: string, words: string) => string;

/** The name of the field that the text of a report is sealed under. */
export const REPORT_TEXT = 'report.text';
const REPORT_LOCATION = 'report.location';

/** What is sealed of a report. */
export type SealedOfReport = Pick<Report, 'text' | 'location'>;

/** A report with its text and its location sealed; as it is where nothing is sealed. */
export function sealedReport<R extends SealedOfReport>(seal: Seal, report: R): R {
  const { text, location } = report;
  const where = typeof location === 'object' ? { location: sealedLocation(seal, location) } : {};
  return { ...report, text: seal(REPORT_TEXT, text), ...where };
}

function sealedLocation(seal: Seal, location: Location): Report['location'] {
  const sealed = seal(REPORT_LOCATION, `${location.lat},${location.lon}`);
  return isSealed(sealed) ? sealed : location;
}

/** Undefined for what was no location when it was sealed. */
export function locationIn(opened: string): Location | undefined {
  const [lat = NaN, lon = NaN, ...more] = opened.split(',').map(Number);
  return Number.isFinite(lat) && Number.isFinite(lon) && more.length === 0 ? { lat, lon } : undefined;
}
