/** How far the workers are behind, for monitoring: Prometheus text, or JSON. */
import { findConnections, natsSeedFile } from '../../../contracts/connections';
import { closeNats, connectNats, metricsText, queuesState, type QueuesState } from '../../../messaging';
import type { Session } from '../session';

/** Throws what findConnections, connectNats and queuesState throw. */
export async function metrics(session: Session): Promise<void> {
  const state = await askQueues(session.io.env);
  session.answer(state, () => metricsText(state).trimEnd());
}

/** Asked by the user `operator`. */
export async function askQueues(env: NodeJS.ProcessEnv): Promise<QueuesState> {
  const servers = findConnections(env);
  const nats = await connectNats(servers.natsUrl, 'operator', {
    seedFile: natsSeedFile(servers, 'operator'),
    connectWithinMs: 3_000,
  });
  try {
    return await queuesState(nats);
  } finally {
    await closeNats(nats);
  }
}
