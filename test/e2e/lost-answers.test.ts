/** An answer that is lost on its way is never a doubled issue, nor a doubled command, whatever carries it. */
import { connectDoorstep as overHttp } from '../../clients/sdk/http';
import { connectDoorstep as overNats } from '../../clients/sdk/nats';
import type { Issues } from '../../clients/sdk';
import { natsSeedFile } from '../../contracts/connections';
import { readLog } from '../../store';
import { Cutter } from '../support/cutter';
import { killHard } from '../support/faults';
import { keyOf } from '../support/gateway-with-keys';
import { NatsCutter } from '../support/nats-cutter';
import { done, lead, report, resident } from '../support/people';
import { foundByWords } from '../support/found';
import { worldForTests } from '../support/world';

const world = worldForTests();
beforeEach(() => world().inbox.expectWhatTheLogSays());
let key: string;
beforeAll(async () => {
  key = await keyOf(world(), null, ['issues.report', 'issues.read', 'issues.act']);
});

/** Ends what a test has opened, also when it failed. */
const opened: { close(): Promise<void> }[] = [];
const open = <T extends { close(): Promise<void> }>(one: T): T => {
  opened.push(one);
  return one;
};
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

const found = (words: string) => foundByWords(world(), words);

/** A matter from its report to its close, and what the log then holds. */
async function closedOnce(issues: Issues, word: string): Promise<void> {
  const matter = report('calm', `答复丢失 ${word}`);
  // Without a key of its own: the client makes one, and keeps it over its attempts.
  const { issue, seq } = await issues.report(matter);
  expect(seq).toBe(1);
  expect(await issues.acknowledge(issue, { by: lead })).toStrictEqual({ issue, seq: 2, stage: 'handling', tier: 1 });
  const types: string[] = [];
  for await (const { type } of issues.follow(issue)) {
    types.push(type);
    if (type === 'acknowledged') await issues.handle(issue, { by: lead, ...done });
    if (type === 'handled') await issues.confirm(issue, { by: resident });
    if (type === 'closed') break;
  }
  expect(await found(word)).toStrictEqual([issue]);
  expect((await readLog(world().database, issue)).map(({ event }) => event.type)).toStrictEqual(types);
  const counted = types.filter((type) => ['opened', 'acknowledged', 'handled', 'closed'].includes(type));
  expect(counted).toStrictEqual(['opened', 'acknowledged', 'handled', 'closed']);
}

it('over HTTP, on one connection that is kept', async () => {
  const cutter = open(await Cutter.before(world().stack.connections.httpUrl ?? ''));
  const issues = open(await overHttp({ url: cutter.url, key }));
  await closedOnce(issues, 'lostoverhttp');
  expect(cutter.cut).toEqual([
    'POST /v1/issues',
    expect.stringMatching(/^POST .*\/acknowledge$/),
    expect.stringMatching(/^GET .*\/events$/),
    expect.stringMatching(/^POST .*\/handle$/),
    expect.stringMatching(/^POST .*\/confirm$/),
  ]);
  const { made } = cutter;
  for (let n = 0; n < 20; n += 1) await issues.find({ limit: 1 });
  expect(cutter.made - made).toBeLessThanOrEqual(1);
}, 120_000);

it('over NATS, without waiting for what can not come any more', async () => {
  const { connections } = world().stack;
  const cutter = open(await NatsCutter.before(connections.natsUrl));
  const issues = open(await overNats({ url: cutter.url, seedFile: natsSeedFile(connections, 'service') ?? '', key }));
  const begun = Date.now();
  await closedOnce(issues, 'lostovernats');
  expect(cutter.cut).toEqual(expect.arrayContaining(['issue.report', 'issue.command.handle', 'issue.timeline']));
  expect(Date.now() - begun).toBeLessThan(20_000);
}, 120_000);

it.each(['http', 'nats'] as const)(
  'a gateway that is killed meanwhile, over %s',
  async (way) => {
    const { connections } = world().stack;
    const issues =
      way === 'http'
        ? await overHttp({ url: connections.httpUrl ?? '', key })
        : await overNats({ url: connections.natsUrl, seedFile: natsSeedFile(connections, 'service') ?? '', key });
    const heard = new Set<string>();
    const listening = new AbortController();
    const events = issues.subscribe({ signal: listening.signal });
    await events.ready;
    const hearing = (async () => {
      for await (const { id } of events) heard.add(id);
    })();
    const reports = Array.from({ length: 12 }, (_, n) => issues.report(report('calm', `killed${way}${n}x`)));
    await killHard(world(), 'gateway');
    const receipts = await Promise.all(reports);
    expect(new Set(receipts.map(({ issue }) => issue)).size).toBe(12);
    for (const [n, { issue }] of receipts.entries()) expect(await found(`killed${way}${n}x`)).toStrictEqual([issue]);
    // Nothing of what happened meanwhile is missed by who listens.
    const last = receipts.at(-1)!;
    await issues.acknowledge(last.issue, { by: lead });
    for (let tries = 0; !heard.has(`${last.issue}:2`) && tries < 200; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(receipts.filter(({ issue }) => !heard.has(`${issue}:1`))).toStrictEqual([]);
    expect(heard).toContain(`${last.issue}:2`);
    listening.abort();
    await hearing;
    await issues.close();
  },
  180_000,
);
