/**
 * A connection on which nothing has been asked yet, as browsers and pools open them ahead, counts as busy for Node: a stop
 * would wait until its time-out. Those that were answered are ended by Node itself.
 */
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Once a stop has begun they are ended, those that came and those that come; requests under way are answered. */
export function endUnusedOnStop(app: Pick<FastifyInstance, 'server' | 'addHook'>): void {
  const unused = new Set<Socket>();
  let isStopping = false;
  app.server.on('connection', (socket: Socket) => {
    if (isStopping) return void socket.destroy();
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  app.addHook('preClose', async () => {
    isStopping = true;
    for (const socket of unused) socket.destroy();
  });
}
