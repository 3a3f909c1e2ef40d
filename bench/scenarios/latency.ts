/** How long one caller waits on a stack at rest, and how soon the others know: one issue after another, nothing else going on. */
import {
  subscribeEvents,
  subscribeInbox,
  type CloudEvent,
  type InboxMessage,
  type Subscription,
} from '../../messaging';
import { report } from '../load/life-cycle';
import { castOf } from '../load/people';
import { nowMs, SPREAD_HEAD, spreadOf, spreadRow } from '../measure/spread';
import { countOf, type Scenario } from '../scenario';
import { withFreshStack, type BenchStack } from '../stack/bench-stack';
import { PATIENT } from '../stack/place';
import { judge } from '../targets';

const WARM_UP = 50;
const HEARD_WITHIN_MS = 30_000;
const EXTEND_BY_MS = 3_600_000;

const MEASURES = {
  start: 'report sent → accepted',
  approve: 'approve sent → accepted',
  visible: 'approve sent → read from the read model',
  event: 'approve sent → subscriber of EVENTS',
  inbox: "approve sent → the asker's inbox",
} as const;
type Measure = keyof typeof MEASURES;
type Sample = Readonly<Record<Measure, number>>;

export const latency: Scenario = {
  name: 'latency',
  title: 'Latency at rest, in milliseconds',
  run: (settings) =>
    withFreshStack(settings, async (stack) => {
      const count = countOf(settings, 500);
      const { lead } = castOf(0);
      const over = new AbortController();
      const events = collect(
        subscribeEvents(stack.nats, { signal: over.signal }),
        ({ subject, type }: CloudEvent) => `${subject} ${type}`,
      );
      const inbox = collect(
        subscribeInbox(stack.nats, lead, { signal: over.signal }),
        ({ issue, template }: InboxMessage) => `${issue} ${template}`,
      );
      await Promise.all([events.ready, inbox.ready]);
      const samples: Sample[] = [];
      for (let index = 0; index < WARM_UP + count; index += 1) {
        const sample = await measure(stack, events, inbox);
        if (index >= WARM_UP) samples.push(sample);
      }
      over.abort();
      const spreads = (Object.keys(MEASURES) as Measure[]).map(
        (name) => [name, spreadOf(samples.map((sample) => sample[name]))] as const,
      );
      const figures = Object.fromEntries(spreads) as Record<Measure, ReturnType<typeof spreadOf>>;
      return {
        figures: { unit: 'ms', ...figures },
        head: SPREAD_HEAD,
        rows: spreads.map(([name, spread]) => spreadRow(MEASURES[name], spread)),
        judged: [
          judge('startP50Ms', figures.start.p50),
          judge('startP99Ms', figures.start.p99),
          judge('visibleP50Ms', figures.visible.p50),
          judge('visibleP99Ms', figures.visible.p99),
        ],
      };
    }),
};

async function measure({ doorstep }: BenchStack, events: Collected, inbox: Collected): Promise<Sample> {
  const { lead, worker } = castOf(0);
  const beganMs = nowMs();
  const issue = await report(doorstep, 0, PATIENT);
  const startedMs = nowMs();
  await doorstep.acknowledge(issue, { by: lead });
  await doorstep.request(issue, {
    by: lead,
    kind: 'extension',
    reason: 'the part comes tomorrow',
    extendByMs: EXTEND_BY_MS,
  });
  const heard = events.arrival(`${issue} issue.approved.v1`);
  const delivered = inbox.arrival(`${issue} approval-approved`);
  const sentMs = nowMs();
  await doorstep.approve(issue, { by: worker });
  const answeredMs = nowMs();
  const { approvals } = await doorstep.get(issue);
  const readMs = nowMs();
  if (approvals[0]?.status !== 'approved')
    throw new Error(`The answer to approve came before ${issue} showed it: G6 is broken.`);
  return {
    start: startedMs - beganMs,
    approve: answeredMs - sentMs,
    visible: readMs - sentMs,
    event: (await heard) - sentMs,
    inbox: (await delivered) - sentMs,
  };
}

interface Collected {
  readonly ready: Promise<void>;
  /** The instant at which the message of this name came. Ask before it can have come. */
  arrival(name: string): Promise<number>;
}

function collect<T>(subscription: Subscription<T>, nameOf: (message: T) => string): Collected {
  const waiting = new Map<string, (atMs: number) => void>();
  void (async () => {
    for await (const message of subscription) waiting.get(nameOf(message))?.(nowMs());
  })();
  return {
    ready: subscription.ready,
    arrival: (name) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`${name} did not come within ${HEARD_WITHIN_MS / 1000} s.`)),
          HEARD_WITHIN_MS,
        );
        waiting.set(name, (atMs) => {
          clearTimeout(timer);
          waiting.delete(name);
          resolve(atMs);
        });
      }),
  };
}
