/** The state of the queues in the text format of Prometheus (version 0.0.4). Labels are names of streams and consumers only. */
import type { QueuesState } from './queues';

interface Family {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

export function metricsText({ queues, streams }: QueuesState): string {
  const ofQueues = (name: string, help: string, pick: (queue: QueuesState['queues'][number]) => number): Family => ({
    name: `doorstep_nats_consumer_${name}`,
    help,
    samples: queues.map((queue) => ({
      labels: { stream: queue.stream, consumer: queue.consumer },
      value: pick(queue),
    })),
  });
  const ofStreams = (name: string, help: string, pick: (state: QueuesState['streams'][number]) => number): Family => ({
    name: `doorstep_nats_stream_${name}`,
    help,
    samples: streams.map((state) => ({ labels: { stream: state.stream }, value: pick(state) })),
  });
  return [
    ofQueues('pending', 'Messages that no worker was given yet: the lag.', ({ pending }) => pending),
    ofQueues('ack_pending', 'Messages that a worker has in hand.', ({ inHand }) => inHand),
    ofQueues('redelivered', 'Messages in hand that were given more than once.', ({ redelivered }) => redelivered),
    ofStreams('messages', 'Messages that the stream holds.', ({ messages }) => messages),
    ofStreams('bytes', 'Bytes that the stream holds.', ({ bytes }) => bytes),
    ofStreams('consumers', 'Consumers of the stream, workers and followers.', ({ consumers }) => consumers),
  ]
    .map(familyText)
    .join('');
}

const familyText = ({ name, help, samples }: Family): string =>
  [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...samples.map(({ labels, value }) => `${name}{${labelText(labels)}} ${value}`),
    '',
  ].join('\n');

const labelText = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([label, value]) => `${label}="${value.replace(/[\\"\n]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`))}"`)
    .join(',');
