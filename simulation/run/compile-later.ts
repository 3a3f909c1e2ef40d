/** V8 optimizes a function only when it has seen more of it: fewer are compiled twice, which each thread pays for. */
import { setFlagsFromString } from 'node:v8';

/**
 * Only where it was measured to help: V8 says on stderr which flags it does not know, and later ones know others
 * (--invocation-count-for-turbofan of V8 13 made no difference). 67,584 is V8's own figure.
 */
const OF_V8_11 = '--interrupt-budget=1000000';

/** @param v8 its version, as in process.versions @returns null where V8 is left as it is */
export const laterFlag = (v8: string): string | null => (v8.startsWith('11.') ? OF_V8_11 : null);

/** For the whole process, and the threads that it starts from now on. */
export function compileLater(): void {
  const flag = laterFlag(process.versions.v8);
  if (flag !== null) setFlagsFromString(flag);
}
