import { FIRST_RESTART_MS, restartDelayMs, SLOWEST_RESTART_MS } from '../../stack/supervisor/backoff';

describe('restarting', () => {
  it('is quick at first, then doubles, then stays at its slowest', () => {
    expect([1, 2, 3].map(restartDelayMs)).toEqual([FIRST_RESTART_MS, 2 * FIRST_RESTART_MS, 4 * FIRST_RESTART_MS]);
    expect(restartDelayMs(1_000)).toBe(SLOWEST_RESTART_MS);
  });
});
