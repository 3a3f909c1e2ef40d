/** Where a report whose location is sealed is found: the middle of a cell of the map, never the place itself. */
import { createHash } from 'node:crypto';
import type { Location } from '../../domain';
import type { SealedOfReport } from './seal';

/** A thousandth of a degree is 111 m, along the parallels less; the same place is in the same cell for ever. */
const CELLS_PER_DEGREE = 1_000;

/** At most 79 m from the place: half the diagonal of a cell on the equator. */
export const cellOf = ({ lat, lon }: Location): Location => ({ lat: rounded(lat), lon: rounded(lon) });

const rounded = (degrees: number): number => Math.round(degrees * CELLS_PER_DEGREE) / CELLS_PER_DEGREE;

/** What lies ready belongs to exactly this report: migration 0026 computes the same. */
export const draftHash = ({ text, location }: SealedOfReport): Buffer =>
  createHash('sha256')
    .update(typeof location === 'string' ? `${text}${location}` : text, 'utf8')
    .digest();
