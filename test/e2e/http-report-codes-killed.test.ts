/** One-time codes while the gateway and the notifier are killed between the asking and the sending. */
import type { Answer } from '../support/identity';
import { freezeProcess, killHard } from '../support/faults';
import { partsOf } from '../support/mail-text';
import { codesForTests, mailOf, REPORT, type Contact } from '../support/report-codes';
import { until } from '../support/until';

const { world, mail, mailsTo, lettersTo, codeAt, hurry } = codesForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());

/** Of the gateway that is a process of its own. */
async function post(path: string, body: object): Promise<Pick<Answer, 'status' | 'body'>> {
  const answer = await fetch(`${world().stack.connections.httpUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const waiting = async (): Promise<number> => {
  const { rows } = await world().database.pool.query('select from doorstep.report_code where send_at is not null');
  return rows.length;
};
const reportsWith = async (contact: Contact): Promise<void> => {
  const reported = await post('/v1/reports', { ...REPORT, contact: { ...contact, code: await codeAt(contact) } });
  expect(reported).toMatchObject({ status: 201 });
};

it('killed between the asking and the sending: the code comes, and once', async () => {
  const contact = mailOf('patient');
  freezeProcess(world(), 'notifier');
  expect((await post('/v1/report-codes', contact)).status).toBe(202);
  await killHard(world(), 'gateway', 'notifier');
  await lettersTo(contact);
  await until('nothing waits', async () => (await waiting()) === 0);
  await hurry();
  await reportsWith(contact);
  expect(mailsTo(contact)).toHaveLength(1);
});

it('killed when the server has the mail and before that is known: the same mail again, and no other', async () => {
  const contact = mailOf('repeated');
  let killed: Promise<void> | undefined;
  mail().answers(() => void (killed = killHard(world(), 'notifier')));
  expect((await post('/v1/report-codes', contact)).status).toBe(202);
  await lettersTo(contact);
  mail().answers();
  await killed;
  expect(await waiting()).toBe(1);
  // The lease of the dead is longer than a test.
  await hurry();
  await lettersTo(contact, 2);
  await until('nothing waits', async () => (await waiting()) === 0);
  const [first, second, ...more] = mailsTo(contact);
  expect(more).toStrictEqual([]);
  expect(second?.headers.get('message-id')).toBe(first?.headers.get('message-id'));
  expect(second && partsOf(second)).toStrictEqual(first && partsOf(first));
  await reportsWith(contact);
});

it('a server that refuses for a while gets it again; one that refuses for good ends it, and another may be asked for', async () => {
  const later = mailOf('later');
  mail().refuse({ code: 451, text: 'later' });
  expect((await post('/v1/report-codes', later)).status).toBe(202);
  await until('it was tried', async () => {
    const { rows } = await world().database.pool.query(
      "select from doorstep.report_code where send_attempts = 1 and send_at > now() and send_at < now() + interval '10 seconds'",
    );
    return rows.length === 1;
  });
  mail().refuse(undefined);
  await hurry();
  await lettersTo(later);
  const never = mailOf('never');
  mail().refuse({ code: 550, text: 'no such user' });
  expect((await post('/v1/report-codes', never)).status).toBe(202);
  await until('it was given up', async () => (await waiting()) === 0);
  mail().refuse(undefined);
  expect((await post('/v1/report-codes', never)).status).toBe(202);
  await reportsWith(never);
});
