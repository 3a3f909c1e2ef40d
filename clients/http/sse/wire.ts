/** The connection of one listener: what is sent waits in a bounded buffer, and whoever reads too slowly is let go. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What waits for a slow reader before it is let go; it comes back with the id of the last event that it saw. */
const MOST_BYTES = 512 * 1024;
const DRAIN_WITHIN_MS = 30_000;
/** How long a reader waits before it comes back. */
const RETRY_MS = 2_000;

export class Wire {
  constructor(private readonly raw: ServerResponse) {}

  /** Sends the head of a stream; from here on nobody else answers the request. */
  static open(request: FastifyRequest, reply: FastifyReply): Wire {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies that collect answers would keep events back.
      'x-accel-buffering': 'no',
    });
    request.raw.socket.setNoDelay(true);
    const wire = new Wire(reply.raw);
    wire.send(`retry: ${RETRY_MS}\n\n`);
    return wire;
  }

  get isOpen(): boolean {
    return !this.raw.destroyed && !this.raw.writableEnded;
  }

  /** False when there was no room, and the connection is closed. */
  send(text: string): boolean {
    if (!this.isOpen) return false;
    if (this.raw.writableLength > MOST_BYTES) {
      this.raw.destroy();
      return false;
    }
    this.raw.write(text);
    return true;
  }

  /** Waits until what was sent is on its way; a reader that does not read for half a minute is let go. */
  async drained(): Promise<void> {
    if (!this.isOpen || !this.raw.writableNeedDrain) return;
    const late = AbortSignal.timeout(DRAIN_WITHIN_MS);
    const either = ['drain', 'close'].map((event) => once(this.raw, event, { signal: late }));
    await Promise.race(either).catch(() => this.raw.destroy());
  }

  end(): void {
    if (this.isOpen) this.raw.end();
  }

  onClose(closed: () => void): void {
    if (this.isOpen) this.raw.once('close', closed);
    else closed();
  }
}
