/** The first restart is quick, so that a killed worker is back within two seconds; then ever slower. */
export const FIRST_RESTART_MS = 100;
export const SLOWEST_RESTART_MS = 10_000;
/** Up this long counts as healthy again. */
export const HEALTHY_AFTER_MS = 30_000;
/** From this many failures in a row a process is reported as failing. It is still tried for ever. */
export const FAILING_AFTER = 5;

export function restartDelayMs(failuresInARow: number): number {
  return Math.min(SLOWEST_RESTART_MS, FIRST_RESTART_MS * 2 ** Math.max(0, failuresInARow - 1));
}
