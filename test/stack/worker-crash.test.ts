/** A worker that ends by an error nobody caught says so in its log, as it says everything: without what a caller typed. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { buildWhenStale } from '../support/build';

const PHONE = '13800001111';
jest.setTimeout(120_000);
beforeAll(() => buildWhenStale());

it.each(['setTimeout(() => { throw error });', 'void Promise.reject(error);'])('%s', async (crash) => {
  const main = `
    const { runWorker } = require(${JSON.stringify(join(packageRoot(), 'dist', 'workers', 'process.js'))});
    runWorker('test', async () => {
      const error = Object.assign(new Error('boom', { cause: new Error('${PHONE}') }), { details: ['${PHONE}'] });
      ${crash}
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const { code, out } = await new Promise<{ code: unknown; out: string }>((resolve) => {
    execFile(process.execPath, ['-e', main], (error, stdout, stderr) =>
      resolve({ code: error?.code, out: stdout + stderr }),
    );
  });
  expect(code).toBe(1);
  expect(out).not.toContain(PHONE);
  expect(JSON.parse(out)).toMatchObject({ level: 60, err: { message: 'boom', stack: expect.any(String) as string } });
});
