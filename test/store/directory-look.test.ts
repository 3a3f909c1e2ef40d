/** Many ask whether the directory changed, few looks are made, and nobody gets what was seen before they asked. */
import { oneAtATime } from '../../policies/one-at-a-time';

/** Looks that end when the test says so; each sees what there is when it begins. */
function world() {
  let version = 1;
  const seen: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const look = oneAtATime(async () => {
    const found = version;
    await new Promise<void>((resolve, reject) =>
      ends.push((error) => (error === undefined ? resolve() : reject(error))),
    );
    seen.push(found);
  });
  return {
    look,
    seen,
    change: () => void (version += 1),
    begun: () => ends.length,
    end: async (error?: Error) => {
      ends.at(-1)?.(error);
      await settled();
    },
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

it('whoever asks while somebody looks waits for a look that begins afterwards, and shares it', async () => {
  const { look, seen, change, begun, end } = world();
  const first = look();
  await settled();
  change();
  const later = [look(), look(), look()];
  await settled();
  expect(begun()).toBe(1);
  await end();
  await first;
  expect(seen).toEqual([1]);
  expect(begun()).toBe(2);
  await end();
  await Promise.all(later);
  expect(seen).toEqual([1, 2]);
  expect(begun()).toBe(2);
});

it('a look that fails is the failure of those who shared it, and of nobody after them', async () => {
  const { look, seen, end } = world();
  const failed = look();
  await settled();
  const next = look();
  await Promise.all([expect(failed).rejects.toThrow('away'), end(new Error('away'))]);
  await end();
  await next;
  expect(seen).toEqual([1]);
});
