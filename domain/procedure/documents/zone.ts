/** Time zones by the names of the IANA database. */
import { z } from 'zod';

export const zoneSchema = z.string().refine(isZone, { error: 'must be an IANA time zone such as Asia/Shanghai' });

export function isZone(zone: string): boolean {
  // A fixed offset such as +08:00 is known to some runtimes and not to others.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
