import { STREAM } from '../../messaging/subjects';
import { say } from '../texts';
import { fail, judge, type Finding } from './finding';

/** As messaging/ tells it; the doctor starts nothing and asks through whoever runs it. */
export interface QueuesFound {
  readonly queues: readonly {
    readonly stream: string;
    readonly consumer: string;
    readonly pending: number;
    readonly inHand: number;
    readonly redelivered: number;
  }[];
  readonly streams: readonly { readonly stream: string; readonly messages: number; readonly bytes: number }[];
}

/** More than a mass expiry leaves for some seconds. */
const MANY = 10_000;

export async function diagnoseQueues(ask: () => Promise<QueuesFound>): Promise<Finding[]> {
  try {
    const { queues, streams } = await ask();
    const aside = streams.find(({ stream }) => stream === STREAM.dead)?.messages ?? 0;
    return [
      ...queues.map(({ stream, consumer, pending, inHand, redelivered }) =>
        judge(
          pending + inHand < MANY && redelivered < MANY / 10,
          'nats',
          `${stream} → ${consumer}`,
          say('queues.lag', { pending, inHand, redelivered }),
          say('queues.behind'),
          'warn',
        ),
      ),
      judge(aside === 0, 'nats', 'put aside', say('queues.aside', { count: aside }), say('queues.dead'), 'warn'),
    ];
  } catch (error) {
    return [fail('nats', 'queues', (error as Error).message, say('nats.look'))];
  }
}
