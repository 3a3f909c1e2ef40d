/** A tier of which nobody can be told does not keep a matter waiting: by rule it climbs as soon as every channel has failed. */
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../clients/cli/main';
import type { IssueId } from '../../clients/sdk';
import {
  checkApprovals,
  checkReplay,
  checkSequence,
  findMasterKeys,
  issueIds,
  parseAddress,
  readForAudit,
  readLog,
  removeContact,
  setContacts,
  unheardDeadLetters,
} from '../../store';
import { startMailServer, type MailServer } from '../messaging/mail-server';
import { answering, startReceiver, type Receiver } from '../messaging/receiver';
import { freezeProcess, killHard } from '../support/faults';
import { committee, grid, group, lead, report } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

let receiver: Receiver | undefined;
let mail: MailServer | undefined;
const DOORSTEP_MASTER_KEY = randomBytes(32).toString('base64');

const world = worldForTests({
  env: async (folder) => {
    // Letters wait for others to go with them; here for a second.
    appendFileSync(join(folder, 'policies', 'community.yaml'), '\nbundle: { from: 3, within: 1 }\n');
    receiver = await startReceiver();
    mail = await startMailServer();
    mail.refuse({ code: 550, text: 'no such user' });
    return {
      DOORSTEP_MASTER_KEY,
      DOORSTEP_WEBHOOK_ALLOW: '127.0.0.1',
      DOORSTEP_SMTP_URL: mail.url,
      DOORSTEP_MAIL_FROM: 'doorstep@example.org',
    };
  },
});
beforeEach(() => {
  world().inbox.expectWhatTheLogSays();
  receiver?.behave(answering(410));
});
afterEach(() => forget(lead, ...grid, ...committee));
afterAll(() => Promise.all([receiver?.end(), mail?.end()]));

const keys = () => findMasterKeys({ DOORSTEP_MASTER_KEY }, '')!;
const webhook = (person: string) =>
  contact(person, 'webhook', `${receiver?.url}/${person} whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw`);
const email = (person: string) => contact(person, 'email', `${person}@example.net`);
const contact = (person: string, channel: 'webhook' | 'email', address: string) =>
  setContacts(world().database, keys(), [{ person, address: parseAddress(channel, address) }]);
async function forget(...people: readonly string[]): Promise<void> {
  for (const person of people)
    for (const channel of ['webhook', 'email'] as const) await removeContact(world().database, person, channel);
}

const types = async (issue: IssueId) => (await world().doorstep.timeline(issue)).map(({ type }) => type);
const climbs = (issue: IssueId, tier: number) =>
  world().doorstep.waitFor(issue, (state) => state.tier === tier, { timeoutMs: 60_000 });
const heardOfAll = () =>
  until('every dead letter was looked at', async () => (await unheardDeadLetters(world().database, 10)).length === 0);
async function said(...argv: readonly string[]): Promise<string> {
  const out: string[] = [];
  const env = { DOORSTEP_DATA: world().folder };
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void out.push(text), env };
  await run(argv, { ...io, stopped: AbortSignal.timeout(60_000) });
  return out.join('\n');
}

it('a webhook that is gone and a mailbox that does not exist: the next tier has it within seconds, and the proof says why', async () => {
  const { caller, doorstep, database } = world();
  await webhook(lead);
  await email(lead);
  const issue = await caller.report(report('untold'));
  const sinceMs = Date.now();
  await climbs(issue, 2);
  const tookMs = Date.now() - sinceMs;
  expect(await types(issue)).toEqual(['opened', 'not-told', 'escalated']);
  const [, notTold, escalated] = await readLog(database, issue);
  expect(notTold?.event).toMatchObject({
    tier: 1,
    round: 0,
    people: [{ person: lead, channels: ['webhook', 'email'] }],
  });
  expect(escalated?.event).toMatchObject({ cause: 'not-told', fromTier: 1, toTier: 2 });
  // Its deadline is six hours away.
  expect(tookMs).toBeLessThan(20_000);
  expect((await doorstep.get(issue)).clocks.acknowledge?.sinceMs).toBeGreaterThan(sinceMs - 5_000);
  const proof = await said('notices', '--issue', issue);
  expect(proof).toMatch(/webhook[^\n]*gone/);
  expect(proof).toMatch(/nobody-told/);
  expect(await said('timeline', issue)).toMatch(
    /nobody could be told.*webhook, email[^]*nobody of the tier before could be told/,
  );
});

it('one of a tier who has only an inbox, or who was told, is enough: nothing climbs', async () => {
  const { caller } = world();
  await webhook(grid[0]);
  const issue = await caller.report(report('untold'));
  await caller.command('escalate', issue, { by: lead, reason: '要换电缆' });
  await until('the dead letter is there', async () => (await said('dead-letters', 'list')).includes(issue));
  await heardOfAll();
  expect(await types(issue)).toEqual(['opened', 'escalated']);
});

it('both of a tier, one after the other: it climbs with the second', async () => {
  const { caller, database } = world();
  await webhook(grid[0]);
  await email(grid[1]);
  const issue = await caller.report(report('untold'));
  await caller.command('escalate', issue, { by: lead, reason: '要换电缆' });
  await climbs(issue, 3);
  expect(await types(issue)).toEqual(['opened', 'escalated', 'not-told', 'escalated']);
  expect((await readLog(database, issue))[2]?.event).toMatchObject({
    people: [
      { person: grid[0], channels: ['webhook'] },
      { person: grid[1], channels: ['email'] },
    ],
  });
  await caller.command('acknowledge', issue, { by: group[0] });
});

it('where the procedure says nothing of it, it is an alarm only; at the top always', async () => {
  const { caller, doorstep } = world();
  await webhook(lead);
  for (const person of committee) await email(person);
  const [issue, top] = [await caller.report(report('calm')), await caller.report(report('untold', '二'))];
  await until('the alarm is in the log', async () => (await types(issue)).includes('not-told'));
  await climbs(top, 2);
  await caller.command('escalate', top, { by: grid[0], reason: '要换电缆', to: 'committee' });
  await until('the alarm is in the log', async () => (await types(top)).at(-1) === 'not-told');
  await heardOfAll();
  expect(await types(issue)).toEqual(['opened', 'not-told']);
  expect(await doorstep.get(issue)).toMatchObject({ tier: 1, stage: 'open' });
  expect(await doorstep.get(top)).toMatchObject({ tier: 4, stage: 'open' });
});

it('an engine that is not there misses nothing, and two that come count it once', async () => {
  const { caller } = world();
  receiver?.behave(answering(503));
  await webhook(lead);
  const issue = await caller.report(report('untold'));
  await until('the webhook was tried', () => receiver?.heard.some(({ path }) => path === `/${lead}`));
  const frozen = freezeProcess(world(), 'engine');
  receiver?.behave(answering(410));
  await until('the dead letter is there', async () => (await unheardDeadLetters(world().database, 10)).length === 1);
  frozen.thaw();
  await killHard(world(), 'engine', 'temporal');
  await climbs(issue, 2);
  await heardOfAll();
  expect(await types(issue)).toEqual(['opened', 'not-told', 'escalated']);
});

it('what was acknowledged meanwhile stays with whoever has it', async () => {
  const { caller } = world();
  receiver?.behave(answering(503));
  await webhook(lead);
  const issue = await caller.report(report('untold'));
  await until('the webhook was tried', () => receiver?.heard.some(({ body }) => body.includes(issue)));
  const frozen = freezeProcess(world(), 'notifier');
  await caller.command('acknowledge', issue, { by: lead });
  receiver?.behave(answering(410));
  frozen.thaw();
  await until('the letter is withheld', async () => (await said('notices', '--issue', issue)).includes('withheld'));
  expect(await types(issue)).toEqual(['opened', 'acknowledged']);
});

it('the log agrees with what the rules decide', async () => {
  const { database } = world();
  const issues = await readForAudit(database, await issueIds(database));
  for (const finding of [checkSequence(issues), checkReplay(issues), checkApprovals(issues)])
    expect(finding).toMatchObject({ ok: true, violations: [], remarks: [] });
});
