import type { IssueId, IssueState } from '../../clients/sdk';
import type { Reader } from '../../clients/sdk/reading/reader';
import { waitFor } from '../../clients/sdk/reading/wait';
import { explain } from '../../domain';
import { acknowledge, given, ISSUE } from '../domain/given';

const reading = (state: () => IssueState | null): Reader =>
  ({ state: async (_: IssueId) => state() }) as unknown as Reader;
const unwatched = { live: () => false, stop: () => undefined };

describe('waiting for an issue', () => {
  test('by looking again and again when nobody tells of changes, also for one that is unknown at first', async () => {
    const open = given().state;
    const handling = given().and(acknowledge('lead')).state;
    const states = [null, open, open, handling];
    const found = await waitFor(
      reading(() => states.shift() ?? handling),
      () => unwatched,
      ISSUE,
      'handling',
      {},
    );
    expect(found.stage).toBe('handling');
  });

  test('at once when somebody tells of a change', async () => {
    let state = given().state;
    const begun = Date.now();
    const found = await waitFor(
      reading(() => state),
      (changed) => {
        setImmediate(() => {
          state = given().and(acknowledge('lead')).state;
          changed();
        });
        return { live: () => true, stop: () => undefined };
      },
      ISSUE,
      ({ assignee }) => assignee === 'lead',
      {},
    );
    expect(found.assignee).toBe('lead');
    expect(Date.now() - begun).toBeLessThan(500);
  });

  test('not longer than it may, saying where the issue stands', async () => {
    let stopped = false;
    const waiting = waitFor(
      reading(() => given().state),
      () => ({ live: () => true, stop: () => void (stopped = true) }),
      ISSUE,
      'closed',
      { timeoutMs: 60 },
      { waits: (state) => explain(state).waits.map(({ what }) => what) },
    );
    await expect(waiting).rejects.toMatchObject({
      code: 'WAIT_TIMED_OUT',
      details: { stage: 'open', tier: 1, waits: ['acknowledgement', 'handling'] },
    });
    expect(stopped).toBe(true);
  });

  test('not after its caller has lost interest', async () => {
    const waiting = waitFor(
      reading(() => null),
      () => unwatched,
      ISSUE,
      'closed',
      { signal: AbortSignal.abort() },
    );
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
