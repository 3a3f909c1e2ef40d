/** Letters of an issue that is held stay: an erasure waits with them, and no hold comes in between while they are destroyed. */
import {
  addAccount,
  askForErasure,
  continueErasure,
  erasuresOf,
  foretellErasure,
  holdIssue,
  releaseIssue,
  type ErasingHands,
} from '../../store';
import { holdsStandAgainstLetters } from '../../store/personal/holds';
import { SEALED } from './erasure-planted';
import { report, startWorld, type World } from './harness';

jest.setTimeout(120_000);
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await (world as World | undefined)?.end();
});

/** Nothing of these people lies outside the database. */
const hands: ErasingHands = {
  removeFile: () => Promise.resolve(),
  inbox: { count: () => Promise.resolve(0), purge: () => Promise.resolve() },
};

it('waits before letters of an issue that is held, which says so wherever the erasure is looked for', async () => {
  const { database } = world;
  const clerk = 'lead-oleaster-2';
  const account = { name: 'clerk', person: clerk, isOperator: false, createdBy: 'root' };
  await addAccount(database, account, 'four words that differ');
  const { issue } = await report(database, 'told-1', SEALED);
  const ask = { person: clerk, askedBy: 'root', reason: 'letters', handsOver: true, dutyRoles: [] };
  const { id } = await askForErasure(database, ask);
  const letter = `insert into doorstep.delivery (issue_id, seq, recipient, channel, state) values ($1, 1, $2, 'email', 'sent')`;
  await database.pool.query(letter, [issue, clerk]);
  await holdIssue(database, { issue, heldBy: 'root', reason: 'who was told' });
  expect((await foretellErasure(database, clerk)).held).toStrictEqual([issue]);
  expect(await continueErasure(database, id, hands)).toBe('waiting');
  const [erasure, ...others] = await erasuresOf(database, id);
  expect([others, erasure?.steps.filter(({ doneAtMs }) => doneAtMs !== null).at(-1)?.step]).toStrictEqual([
    [],
    'files',
  ]);
  const left = async () =>
    (await database.pool.query(`select from doorstep.delivery where recipient = $1`, [clerk])).rowCount;
  expect(await left()).toBe(1);
  await expect(askForErasure(database, { ...ask, requestKey: 'other' })).rejects.toMatchObject({
    code: 'ERASURE_HELD',
  });
  await releaseIssue(database, issue, 'root');
  expect(await continueErasure(database, id, hands)).toBe('finished');
  expect(await left()).toBe(0);
});

it('lets no hold in between while letters are destroyed', async () => {
  const { database } = world;
  const { issue } = await report(database, 'told-2', SEALED);
  let held: Promise<void> | undefined;
  await database.db.transaction().execute(async (transaction) => {
    expect(await holdsStandAgainstLetters(transaction, 'lead-oleaster-1')).toBe(false);
    held = holdIssue(database, { issue, heldBy: 'root', reason: 'late' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { rowCount } = await database.pool.query('select from doorstep.legal_hold where issue_id = $1', [issue]);
    expect(rowCount).toBe(0);
  });
  await held;
  await releaseIssue(database, issue, 'root');
});
