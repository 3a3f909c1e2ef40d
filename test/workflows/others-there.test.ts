/** The look at who is there on the way to the log holds nothing up: a step is appended by what is known when it can't be made. */
import { makeOthersThere } from '../../activities/staffing';
import type { World } from '../../activities/world';

const request = { posts: [], people: [] };
/** Only the directory is looked at. */
const worldOf = (policies: World['policies']) => ({ policies }) as World;

test('a directory that fails says nothing', async () => {
  const othersThere = makeOthersThere(worldOf(() => Promise.reject(new Error('away'))));
  await expect(othersThere(request)).resolves.toBeNull();
});

test('a directory that does not answer is waited for half a second', async () => {
  const othersThere = makeOthersThere(worldOf(() => new Promise(() => undefined)));
  await expect(othersThere(request)).resolves.toBeNull();
}, 10_000);
