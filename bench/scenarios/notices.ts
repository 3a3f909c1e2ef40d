/** 5,000 notices that fall due in one second: how long until the last is in its inbox, and at its reader's webhook; none twice. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { open, record, type CommandId, type IssueId, type PersonId, type Step, type UnitId } from '../../domain';
import { pin } from '../../domain/directory/pin';
import { natsSeedFile } from '../../contracts/connections';
import { buildNotice, closeNats, connectNats, openPipe, sendAll } from '../../messaging';
import { readPolicies } from '../../policies/read';
import { append, deliveryCounts, INBOX_CHANNEL, makeMasterKeys, parseAddress, setContacts } from '../../store';
import { each } from '../load/each';
import { startCpuMeter } from '../measure/cpu';
import { countOf, type Scenario } from '../scenario';
import { withFreshStack, type BenchStack } from '../stack/bench-stack';
import { judge, round } from '../targets';

const PEOPLE = 200;
const WITHIN_MS = 300_000;
const LOOK_EVERY_MS = 100;

interface Due {
  readonly issue: IssueId;
  readonly recipient: PersonId;
  readonly step: Step;
}

export const notices: Scenario = {
  name: 'notices',
  title: 'Notices that fall due in one second, in seconds until the last',
  run: async (settings) => {
    const count = countOf(settings, 5_000);
    const heard: string[] = [];
    let messages = 0;
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        messages += 1;
        heard.push(...noticesIn(Buffer.concat(chunks).toString('utf8')));
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    // Taken over by the notifier of the stack.
    process.env['DOORSTEP_WEBHOOK_ALLOW'] = '127.0.0.1';
    try {
      return await withFreshStack(settings, async (stack) => {
        settings.say(`${count} issues whose tier is called`);
        await reachable(stack, url);
        const due = await opened(stack, count);
        settings.say(`their notices, all at once`);
        const cpu = startCpuMeter(stack.pids());
        const beganMs = await fallDue(stack, due);
        const inbox = await until(async () => (await inboxes(stack)).count >= count, 'the inboxes');
        const inboxSeconds = ((await inboxes(stack)).lastMs - beganMs) / 1000;
        const webhooks = await until(async () => new Set(heard).size >= count, 'the webhooks');
        const cpuSeconds = cpu().parts;
        const webhookSeconds = (webhooks - beganMs) / 1000;
        await pause(2_000);
        const doubled = heard.length - new Set(heard).size;
        const counts = await deliveryCounts(stack.database);
        return {
          figures: {
            unit: 's',
            count,
            inboxSeconds,
            webhookSeconds,
            messages,
            seenSeconds: (inbox - beganMs) / 1000,
            doubled,
            counts,
            cpuSeconds,
          },
          head: ['', 'notices', 'messages', 'last after', 'twice'],
          rows: [
            ['NATS inbox', count, count, `${round(inboxSeconds, 1)} s`, 0],
            ['webhook', heard.length, messages, `${round(webhookSeconds, 1)} s`, doubled],
          ],
          judged: [judge('noticeBurstSeconds', inboxSeconds), judge('noticesTwice', doubled)],
        };
      });
    } finally {
      receiver.closeAllConnections();
      receiver.close();
    }
  },
};

/** The ids of the notices in a webhook's body: of a bundle all that it has. */
function noticesIn(body: string): readonly string[] {
  const { data } = JSON.parse(body) as {
    readonly data: { readonly id: string; readonly items?: readonly { readonly id: string }[] };
  };
  return data.items?.map(({ id }) => id) ?? [data.id];
}

const personOf = (index: number): PersonId => `bench-${index % PEOPLE}` as PersonId;

const reachable = ({ database, dataDir }: BenchStack, url: string): Promise<void> =>
  setContacts(
    database,
    makeMasterKeys({}, dataDir),
    Array.from({ length: PEOPLE }, (_, index) => ({
      person: personOf(index),
      address: parseAddress('webhook', `${url}/${index}`),
    })),
  );

/** In the log without anybody being told yet. */
async function opened({ database }: BenchStack, count: number): Promise<readonly Due[]> {
  const matter = { unit: 'oleaster-1' as UnitId, category: 'lamps', severity: 'normal' as const };
  const rules = pin(readPolicies(), matter);
  const due: Due[] = [];
  await each(count, 8, WITHIN_MS, async (index) => {
    const issue = `bench-${index}` as IssueId;
    const recipient = personOf(index);
    const tiers = rules.tiers.map((tier, at) => (at === 0 ? { ...tier, people: [recipient] } : tier));
    const nowMs = Date.now();
    const report = { ...matter, text: 'dark', reporter: 'resident-01' as PersonId, channel: 'app' };
    const from = { actor: report.reporter, commandId: 'open' as CommandId, occurredAtMs: nowMs };
    const step = record(issue, null, open(report, { ...rules, tiers }, nowMs), from);
    await append(database, issue, { ...step, notices: [] }, nowMs);
    due.push({ issue, recipient, step });
  });
  return due;
}

/** The rows of the notices, and their messages to the queue, as a mass of appends leaves them. Gives when it began. */
async function fallDue({ database, connections }: BenchStack, due: readonly Due[]): Promise<number> {
  const called = due.flatMap(({ issue, recipient, step }) =>
    step.notices.filter((notice) => notice.recipient === recipient).map((notice) => ({ issue, step, notice })),
  );
  const queuedAtMs = Date.now();
  const rows = called.map(({ issue, notice }) => ({ issue_id: issue, ...notice }));
  await database.pool.query(
    `insert into doorstep.notice (issue_id, seq, recipient, channel, template, tier, round, facts, queued_at)
     select n.issue_id, n.seq, n.recipient, $2, n.template, n.tier, n.round, n.facts, to_timestamp($3 / 1000.0)
     from json_to_recordset($1) as n(issue_id text, seq integer, recipient text, template text, tier smallint,
       round integer, facts json)`,
    [JSON.stringify(rows), INBOX_CHANNEL, queuedAtMs],
  );
  const messages = called.map(({ issue, step, notice }) =>
    buildNotice({ issue, report: step.after.report, rules: step.after.rules }, notice, INBOX_CHANNEL, queuedAtMs),
  );
  // Queued as the engine queues them: nobody else may.
  const nats = await connectNats(connections.natsUrl, 'bench', { seedFile: natsSeedFile(connections, 'engine') });
  const pipe = openPipe(nats, 30_000);
  const beganMs = Date.now();
  const acks = await sendAll(pipe, messages);
  pipe.close();
  await closeNats(nats);
  if (acks.some(({ stored }) => !stored)) throw new Error('The queue did not take every notice.');
  return beganMs;
}

async function inboxes({ database }: BenchStack): Promise<{ readonly count: number; readonly lastMs: number }> {
  const { rows } = await database.pool.query<{ count: number; last: Date | null }>(
    `select count(delivered_at) as count, max(delivered_at) as last from doorstep.notice where recipient like 'bench-%'`,
  );
  return { count: rows[0]?.count ?? 0, lastMs: rows[0]?.last?.getTime() ?? 0 };
}

/** When it was first seen to hold, in milliseconds. */
async function until(holds: () => Promise<boolean>, what: string): Promise<number> {
  for (const overMs = Date.now() + WITHIN_MS; ; await pause(LOOK_EVERY_MS)) {
    if (await holds()) return Date.now();
    if (Date.now() > overMs) throw new Error(`After ${WITHIN_MS / 1000} s not every notice is in ${what}.`);
  }
}
