/** Once after a run: what `setup.ts` made is given back, with whatever tests left in it. */
import { rmSync } from 'node:fs';

export default function teardown(): void {
  const folder = process.env['DOORSTEP_TEST_RUN'];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
