/** A server that stops waits for what was asked, and for nothing else. */
import { EventEmitter, once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import fastify from 'fastify';
import { endUnusedOnStop } from '../../../clients/http/unused-connections';

async function start() {
  const app = fastify({ keepAliveTimeout: 75_000 });
  endUnusedOnStop(app);
  const slow = new EventEmitter();
  app.get('/', async () => 'well');
  app.get('/slow', async () => {
    slow.emit('asked');
    await once(slow, 'answer');
    return 'at last';
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const open = async (): Promise<Socket> => {
    const socket = connect({ host: '127.0.0.1', port });
    await Promise.all([once(socket, 'connect'), once(app.server, 'connection')]);
    return socket;
  };
  return { app, open, slow };
}

const ask = (socket: Socket, path: string): boolean => socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);

it('ends a connection on which nothing was asked', async () => {
  const { app, open } = await start();
  const socket = await open();
  const ended = once(socket, 'close');
  await app.close();
  await ended;
}, 10_000);

it('answers what was asked before, also where an earlier answer was given', async () => {
  const { app, open, slow } = await start();
  const socket = await open();
  ask(socket, '/');
  await once(socket, 'data');
  const asked = once(slow, 'asked');
  ask(socket, '/slow');
  await asked;
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  const ended = once(socket, 'close');
  const closed = app.close();
  slow.emit('answer');
  await Promise.all([closed, ended]);
  expect(heard).toMatch(/^HTTP\/1\.1 200 [^]*at last$/);
}, 10_000);
