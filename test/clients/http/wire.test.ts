/** A reader that does not read is let go, and the process keeps no more for it than it said. */
import { connect, type AddressInfo } from 'node:net';
import { createServer, type ServerResponse } from 'node:http';
import { Wire } from '../../../clients/http/sse/wire';

it('a reader that is too slow is let go before much waits for it', async () => {
  const answered = new Promise<ServerResponse>((resolve) => server.on('request', (_request, raw) => resolve(raw)));
  const client = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  client.on('error', () => undefined).pause();
  client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const raw = await answered;
  const wire = new Wire(raw);
  let closed = 0;
  wire.onClose(() => (closed += 1));
  const message = `data: ${'x'.repeat(64 * 1024)}\n\n`;
  let most = 0;
  for (let sent = 0; sent < 2_000 && wire.send(message); sent += 1) {
    most = Math.max(most, raw.writableLength);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(wire.isOpen).toBe(false);
  expect(most).toBeLessThan(700 * 1024);
  expect(wire.send(message)).toBe(false);
  await wire.drained();
  await new Promise((resolve) => setImmediate(resolve));
  expect(closed).toBe(1);
  client.destroy();
});

const server = createServer();
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));
