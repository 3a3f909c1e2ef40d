/**
 * A service of the water works: reports what a sensor found, and says on the issue what it knows as soon as somebody has
 * taken it. `npm run build`, then `node dist/examples/nats-service/service.js` with the settings below.
 */
import { jetstream, DeliverPolicy } from '@nats-io/jetstream';
import { connect, headers, nkeyAuthenticator } from '@nats-io/transport-node';
import { readFileSync } from 'node:fs';

/** NATS_SEED: the file of the NATS user `service`; KEY: made with --act-for; SENSOR_EVENT: what makes the report one. */
const { NATS_URL = '127.0.0.1:4222', NATS_SEED = 'service.nk', KEY = '', SENSOR_EVENT = 'sensor-1' } = process.env;
const { UNIT: unit = 'oleaster-1', CATEGORY: category = 'water', PERSON: reporter = 'water-1' } = process.env;
const LEAK = { text: '传感器：水压骤降', category, severity: 'high', unit, channel: 'sensor', reporter };

async function main(): Promise<void> {
  const seed = /^SU\S+$/m.exec(readFileSync(NATS_SEED, 'utf8'))?.[0] ?? '';
  const authenticator = nkeyAuthenticator(Buffer.from(seed));
  const nats = await connect({ servers: NATS_URL, authenticator, inboxPrefix: '_INBOX_service' });

  /** Sent again under the same key until there is an answer: it counts once. */
  async function ask(service: string, body: object, key: string): Promise<{ readonly issue: string }> {
    const sent = headers();
    sent.set('authorization', `Bearer ${KEY}`);
    sent.set('idempotency-key', key);
    for (let attempt = 1; ; attempt += 1) {
      const request = nats.request(`doorstep.svc.${service}`, JSON.stringify(body), { headers: sent, timeout: 30_000 });
      const answer = await request.catch((error: Error) => error);
      const status = answer instanceof Error ? 503 : Number(answer.headers?.get('status'));
      if (!(answer instanceof Error) && status < 300) return answer.json();
      const why = answer instanceof Error ? answer.message : answer.string();
      if (![429, 503, 504].includes(status) || attempt === 10) throw new Error(`${service}: ${status} ${why}`);
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** Math.min(attempt, 6)));
    }
  }

  const { issue } = await ask('issue.report', LEAK, SENSOR_EVENT);
  process.stdout.write(`reported ${issue}\n`);

  const filter = { filter_subjects: `doorstep.event.*.${issue}`, deliver_policy: DeliverPolicy.All };
  const events = await (await jetstream(nats).consumers.get('EVENTS', filter)).consume();
  for await (const message of events) {
    const event = message.json<{ readonly id: string; readonly type: string }>();
    if (event.type !== 'issue.acknowledged.v1') continue;
    const said = { issue, by: reporter, text: '阀门三号井，压力 0.1 MPa', evidence: [] };
    await ask('issue.command.comment', said, `told:${event.id}`);
    process.stdout.write(`commented ${issue}\n`);
    break;
  }
  await nats.drain();
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
