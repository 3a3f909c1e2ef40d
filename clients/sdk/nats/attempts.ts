/** Requests that are under way: when the connection breaks their answers are lost, and nobody need wait for them any longer. */
import type { Msg, NatsConnection } from '../../../messaging/nats';

type RequestOptions = NonNullable<Parameters<NatsConnection['request']>[2]>;

export class Attempts {
  private readonly waiting = new Set<(error: Error) => void>();

  constructor(private readonly nats: NatsConnection) {
    void this.listen();
  }

  /** Rejects with the signal's reason, when the connection broke, and with what the client rejects with. */
  request(subject: string, body: string, options: RequestOptions, signal: AbortSignal): Promise<Msg> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        this.waiting.delete(fail);
        signal.removeEventListener('abort', onAbort);
      };
      const fail = (error: Error): void => {
        end();
        reject(error);
      };
      const onAbort = (): void => fail(signal.reason as Error);
      this.waiting.add(fail);
      signal.addEventListener('abort', onAbort, { once: true });
      this.nats.request(subject, body, options).then((message) => {
        end();
        resolve(message);
      }, fail);
    });
  }

  private async listen(): Promise<void> {
    for await (const { type } of this.nats.status()) {
      if (type !== 'disconnect' && type !== 'close') continue;
      for (const fail of [...this.waiting]) fail(new Error('the connection to NATS broke'));
    }
  }
}
