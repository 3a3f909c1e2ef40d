/** Histories recorded from a real server replay on the code of today: an upgrade leaves no running issue stuck. */
import { Runtime, type WorkflowBundle } from '@temporalio/worker';
import {
  bundleForReplay,
  historyNames,
  quietRuntime,
  readHistory,
  replay,
  type RecordedEvent,
  type RecordedHistory,
} from '../support/replay';

jest.setTimeout(120_000);

let today: WorkflowBundle;
beforeAll(async () => {
  quietRuntime();
  today = await bundleForReplay();
});
afterAll(() => Runtime.instance().shutdown());

it.each(historyNames())('%s', (name) => replay(today, readHistory(name)));

it('the corpus covers both ways to the log, timers, updates, signals and continue-as-new', () => {
  const types = new Set(historyNames().flatMap((name) => readHistory(name).events.map(({ eventType }) => eventType)));
  expect([...types]).toEqual(
    expect.arrayContaining(
      [
        ...[
          'MARKER_RECORDED',
          'ACTIVITY_TASK_COMPLETED',
          'TIMER_FIRED',
          'TIMER_CANCELED',
          'WORKFLOW_EXECUTION_SIGNALED',
        ],
        ...[
          'WORKFLOW_EXECUTION_UPDATE_COMPLETED',
          'WORKFLOW_EXECUTION_CONTINUED_AS_NEW',
          'WORKFLOW_EXECUTION_COMPLETED',
        ],
      ].map((type) => `EVENT_TYPE_${type}`),
    ),
  );
});

describe('a replay can fail', () => {
  it('when a step of the history is not what the code decides', async () => {
    const history = readHistory('ladder-to-the-top.json');
    await expect(replay(today, without(history, 'EVENT_TYPE_TIMER_STARTED'))).rejects.toThrow(/[Nn]ondeterminism/);
  });

  it('when the code decides otherwise than it did', async () => {
    const changed = await bundleForReplay(require.resolve('../replay/changed-workflow.ts'));
    await expect(replay(changed, readHistory('closed-loop.json'))).rejects.toThrow(/[Nn]ondeterminism/);
  });
});

/** The history as if the first event of this type had never been. */
function without({ events }: RecordedHistory, type: string): RecordedHistory {
  const gone = events.findIndex(({ eventType }) => eventType === type);
  return {
    events: events
      .filter((_, index) => index !== gone)
      .map((event, index): RecordedEvent => ({ ...event, eventId: String(index + 1) })),
  };
}
