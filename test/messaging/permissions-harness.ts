/** What the server forbids, seen by trying. */
import { PermissionViolationError } from '@nats-io/transport-node';
import type { NatsConnection } from '../../messaging';

/** No request of the JetStream API: none does anything when it is allowed. */
const HARMLESS = 'x';

/** Those of the subjects that the server refuses. It answers in order, so all refusals are there when it answers a ping. */
export async function deniedOf(
  nats: NatsConnection,
  subjects: readonly string[],
  operation: 'publish' | 'subscribe',
): Promise<ReadonlySet<string>> {
  const denied = new Set<string>();
  const status = nats.status();
  const listening = (async () => {
    for await (const event of status) {
      if (event.type !== 'error' || !(event.error instanceof PermissionViolationError)) continue;
      denied.add(event.error.subject);
    }
  })();
  for (const subject of subjects) {
    if (operation === 'publish') nats.publish(subject, HARMLESS);
    else nats.subscribe(subject, { callback: () => undefined });
  }
  await nats.flush();
  await nats.flush();
  await nats.close();
  await listening;
  return denied;
}
