/** Bounds of time, size and patience against real sockets. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openPoster, retryAfter, type Posted } from '../../../workers/channels/post';

let server: Server;
let url = '';
let seen = 0;
let handle: Parameters<typeof createServer>[1] = (_, response) => void response.end('ok');
beforeAll(async () => {
  server = createServer((request, response) => {
    seen += 1;
    handle?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => (seen = 0));

async function post(withinMs: number, needsText: boolean, times = 1): Promise<readonly Posted[]> {
  const poster = openPoster(undefined, withinMs);
  const results: Posted[] = [];
  const request = { url, headers: {}, body: '{}', signal: new AbortController().signal, needsText };
  for (let n = 0; n < times; n += 1) results.push(await poster.post(request));
  poster.close();
  return results;
}

it('a server that never answers, or never ends, costs its time and no more', async () => {
  handle = () => undefined;
  const beganMs = Date.now();
  expect(await post(300, true)).toEqual([{ failure: 'timed-out' }]);
  handle = (_, response) => void response.writeHead(200).write('{"errcode":');
  expect(await post(300, true)).toEqual([{ failure: 'timed-out' }]);
  expect(Date.now() - beganMs).toBeLessThan(3_000);
});

it('a huge answer is cut off', async () => {
  handle = (_, response) => void response.end('x'.repeat(1_000_000));
  expect(await post(5_000, true)).toEqual([{ failure: 'answer-unfit' }]);
  expect(await post(5_000, false)).toMatchObject([{ status: 200 }]);
});

it('a kept connection that the server has just closed is no failure: the letter goes on a fresh one', async () => {
  handle = (request, response) => {
    // As a server whose patience with idle connections ends in this very moment.
    if (seen === 2) request.socket.resetAndDestroy();
    else response.end('ok');
  };
  expect(await post(5_000, true, 2)).toMatchObject([{ status: 200 }, { status: 200 }]);
  expect(seen).toBe(3);
});

it('a reset on a fresh connection is a failure', async () => {
  handle = (request) => void request.socket.resetAndDestroy();
  expect(await post(5_000, true)).toEqual([{ failure: 'unreachable' }]);
  expect(seen).toBe(1);
});

it('Retry-After is seconds or a date', () => {
  expect(retryAfter('120')).toBe(120_000);
  expect(retryAfter('Sat, 28 Nov 2026 12:00:30 GMT', Date.UTC(2026, 10, 28, 12))).toBe(30_000);
  expect(retryAfter('Sat, 28 Nov 2026 11:00:00 GMT', Date.UTC(2026, 10, 28, 12))).toBe(0);
  expect([retryAfter('soon'), retryAfter('-1'), retryAfter(undefined)]).toEqual([
    undefined,
    expect.anything(),
    undefined,
  ]);
});
