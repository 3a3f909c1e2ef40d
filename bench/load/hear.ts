/**
 * Hears every event as NATS passes it on, by a plain subscription: the load generator learns at once that a tier has
 * expired and need not ask the database, which would be charged to the stack.
 */
import { cloudEventSchema, ALL, type CloudEvent, type NatsConnection } from '../../messaging';
import { nowMs } from '../measure/spread';

export interface Heard {
  readonly event: CloudEvent;
  readonly atMs: number;
}

export interface Ear {
  /** The first event of the type in the issue, also when it came before this was called. Throws after `withinMs`. */
  hear(issue: string, type: string, withinMs?: number): Promise<Heard>;
  /** The issue is done with: what was heard of it may go. */
  forget(issue: string): void;
  stop(): void;
}

export function listen(nats: NatsConnection, types: readonly string[]): Ear {
  const heard = new Map<string, Heard>();
  const waiting = new Map<string, (heard: Heard) => void>();
  const nameOf = (issue: string, type: string) => `${issue} ${type}`;
  const subscription = nats.subscribe(ALL.events, {
    callback: (error, msg) => {
      if (error !== null) return;
      const atMs = nowMs();
      const event = msg.json<CloudEvent>();
      if (!types.includes(event.type)) return;
      const name = nameOf(event.subject, event.type);
      const one = { event: cloudEventSchema.parse(event), atMs };
      waiting.get(name)?.(one);
      heard.set(name, one);
    },
  });
  return {
    hear(issue, type, withinMs = 60_000) {
      const name = nameOf(issue, type);
      const before = heard.get(name);
      if (before !== undefined) return Promise.resolve(before);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`${type} of ${issue} was not heard within ${withinMs / 1000} s.`)),
          withinMs,
        );
        waiting.set(name, (one) => {
          clearTimeout(timer);
          waiting.delete(name);
          resolve(one);
        });
      });
    },
    forget: (issue) => types.forEach((type) => heard.delete(nameOf(issue, type))),
    stop: () => subscription.unsubscribe(),
  };
}
