/** Somebody's own service that hears of notices: a real HTTP server on loopback, which may be slow, lie, or be down. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly path: string;
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly atMs: number;
}

/** What it does with a request that it has read. */
export type Behaviour = (response: ServerResponse, heard: Heard, request: IncomingMessage) => void;

export interface Receiver {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** From now on; `well` when left out. */
  behave(behaviour?: Behaviour): void;
  /** Refuses connections until it is up again, on the same port. */
  down(): Promise<void>;
  up(): Promise<void>;
  end(): Promise<void>;
}

export const well: Behaviour = (response) => void response.writeHead(200).end('{"ok":true}');
export const answering =
  (status: number, body = '', headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    void response.writeHead(status, headers).end(body);
export const resetting: Behaviour = (_, __, request) => void request.socket.resetAndDestroy();
export const silent: Behaviour = () => undefined;
/** A head of success, and then a body without end. */
export const endless: Behaviour = (response) => {
  response.writeHead(200);
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};

export async function startReceiver(): Promise<Receiver> {
  const heard: Heard[] = [];
  let behaviour = well;
  let port = 0;
  const listen = async () => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const one: Heard = {
          path: request.url ?? '',
          id: String(request.headers['webhook-id'] ?? ''),
          headers: request.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          atMs: Date.now(),
        };
        heard.push(one);
        behaviour(response, one, request);
      });
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    return server;
  };
  let server = await listen();
  const down = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    behave: (next = well) => void (behaviour = next),
    down,
    async up() {
      server = await listen();
    },
    end: down,
  };
}
