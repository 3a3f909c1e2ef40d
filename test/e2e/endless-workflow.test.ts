/** Workflows share the engine's main thread: in a careful engine one that never returns costs its own task only. */
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { join } from 'node:path';
import { WORKFLOW_TASK_TIMEOUT } from '../../contracts/workflow';
import { inMainThread } from '../../workers/engine/main-thread';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeAll(() => void Runtime.install({ logger: new DefaultLogger('ERROR') }));
afterAll(() => Runtime.instance().shutdown());

it('fails its task in time, and the next workflow is served', async () => {
  const { stack, temporal } = world();
  const connection = await NativeConnection.connect({ address: stack.connections.temporalAddress });
  const taskQueue = 'endless';
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowsPath: join(__dirname, '../support/workflows/endless.ts'),
    ...inMainThread(true),
  });
  await worker.runUntil(async () => {
    const options = { taskQueue, workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT } as const;
    const stuck = await temporal.workflow.start('endless', { ...options, workflowId: 'endless' });
    const failure = await until('the task failed', async () => {
      const { events } = await stuck.fetchHistory();
      return events?.find(({ workflowTaskFailedEventAttributes: failed }) => failed != null);
    });
    expect(failure.workflowTaskFailedEventAttributes?.failure?.message).toMatch(/timed out/);
    expect(await temporal.workflow.execute('prompt', { ...options, workflowId: 'prompt' })).toBe('done');
    await stuck.terminate();
  });
  await connection.close();
});
