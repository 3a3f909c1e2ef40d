/** How far the workers are behind, for monitoring: Prometheus text, or JSON. */
import { findConnections, natsSeedFile } from '../../../contracts/connections';
import { closeNats, connectNats, metricsText, queuesState, type QueuesState } from '../../../messaging';
import type { GapCounts } from '../../sdk';
import type { Session } from '../session';

/** Throws what findConnections, connectNats and queuesState throw. */
export async function metrics(session: Session): Promise<void> {
  const state = await askQueues(session.io.env);
  const coverage = await coverageOf(session);
  session.answer({ ...state, ...(coverage === null ? {} : { coverage }) }, () =>
    [metricsText(state).trimEnd(), ...(coverage === null ? [] : coverageText(coverage))].join('\n'),
  );
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

/** Null while the store can't be asked: the queues are told all the same. */
const coverageOf = (session: Session): Promise<GapCounts | null> =>
  session
    .doorstep()
    .then(({ directory }) => directory.gapCounts())
    .catch(() => null);

const coverageText = ({ open, unfilled }: GapCounts): readonly string[] => [
  '# HELP doorstep_coverage_gaps Times to come at which nobody will be on duty.',
  '# TYPE doorstep_coverage_gaps gauge',
  `doorstep_coverage_gaps ${open}`,
  '# HELP doorstep_coverage_unfilled_total Times at which nobody was on duty.',
  '# TYPE doorstep_coverage_unfilled_total counter',
  `doorstep_coverage_unfilled_total ${unfilled}`,
];
