/** Keys of people's contacts on a real PostgreSQL: wrapped anew by another master key, and of guests only those forgotten. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import {
  fingerprintContacts,
  forgetGuestContacts,
  listContacts,
  parseAddress,
  peopleReachedAt,
  rewrapContactKeys,
  setContacts,
  type Database,
  type MasterKeys,
} from '../../store';
import { identityWorldForTests } from './identity-world';

let database: Database;
const world = identityWorldForTests();
beforeAll(() => ({ database } = world()));

const master = (id: string): MasterKeys[0] => ({ id, key: randomBytes(32) });
const [first, second] = [master('first'), master('second')];
const address = parseAddress('email', 'wang@example.org');
const GUEST = `guest-${'0a'.repeat(16)}`;
const addressesBy = async (keys: MasterKeys) =>
  (await listContacts(database, keys)).map(({ person, address: found }) => [person, found]);

it('another master key takes over, and the old one can be left out', async () => {
  for (const person of ['guest-relations', GUEST]) await setContacts(database, [first], [{ person, address }]);
  expect(await peopleReachedAt(database, [first], address)).toStrictEqual(['guest-relations']);
  expect(await rewrapContactKeys(database, [second, first])).toBe(2);
  expect(await rewrapContactKeys(database, [second, first])).toBe(0);
  expect(await fingerprintContacts(database, [second])).toBe(1);
  expect(await addressesBy([second])).toStrictEqual([
    [GUEST, address],
    ['guest-relations', address],
  ]);
  expect(await addressesBy([first])).toStrictEqual([
    [GUEST, null],
    ['guest-relations', null],
  ]);
  expect(await peopleReachedAt(database, [second], address)).toStrictEqual(['guest-relations']);
});

it('where a guest could be reached is forgotten, and nobody of the directory is whatever their name', async () => {
  await sql`update doorstep.contact_key set created_at = now() - interval '2 days'`.execute(database.db);
  expect(await forgetGuestContacts(database, { keptDays: 1, limit: 10 })).toBe(1);
  expect(await addressesBy([second])).toStrictEqual([['guest-relations', address]]);
});
