/** The three ways to the same servers, for tests that run over each of them, and the people of the shipped place. */
import { join } from 'node:path';
import { personId, unitId, type IssueFacts, type Issues, type ReportInput } from '../../clients/sdk';
import { connectDoorstep as overHttp } from '../../clients/sdk/http';
import { connectDoorstep as overNats } from '../../clients/sdk/nats';
import { natsSeedFile } from '../../contracts/connections';
import { packageRoot } from '../../contracts/package-root';
import { keyOf } from './gateway-with-keys';
import { worldForTests, type World } from './world';

export const WAYS = ['straight', 'http', 'nats'] as const;
export type Way = (typeof WAYS)[number];

export interface Ways {
  readonly world: () => World;
  readonly over: (way: Way) => Issues;
  readonly connect: (way: Exclude<Way, 'straight'>, key: string) => Promise<Issues>;
}

/** Servers with the shipped place, and a client each way that may do everything that services may. */
export function waysForTests(): Ways {
  const policies = join(packageRoot(), 'policies');
  const world = worldForTests({ env: async () => ({ DOORSTEP_POLICIES: policies }) });
  beforeEach(() => world().inbox.expectWhatTheLogSays());
  const clients = new Map<Way, Issues>();
  const over = (way: Way): Issues => {
    const found = clients.get(way);
    if (found === undefined) throw new Error(`${way} is not connected.`);
    return found;
  };
  const connect: Ways['connect'] = async (way, key) => {
    const { connections } = world().stack;
    return way === 'http'
      ? overHttp({ url: connections.httpUrl ?? '', key })
      : overNats({ url: connections.natsUrl, seedFile: natsSeedFile(connections, 'service') ?? '', key });
  };
  beforeAll(async () => {
    const key = await keyOf(world(), null, ['issues.report', 'issues.read', 'issues.act', 'directory.read']);
    clients.set('straight', world().doorstep);
    for (const way of ['http', 'nats'] as const) clients.set(way, await connect(way, key));
  });
  afterAll(async () => {
    for (const [way, one] of clients) if (way !== 'straight') await one.close();
  });
  return { world, over, connect };
}

export const lead = personId('lead-oleaster-1');
export const worker = personId('worker-oleaster-1');
export const other = personId('worker-oleaster-2');
export const resident = personId('resident-01');
export const group = personId('group-oleaster-1');
export const photo = [{ kind: 'photo', ref: 'p-1' }];
export const lamp: ReportInput = {
  text: '三单元的声控灯不亮',
  category: 'lamps',
  severity: 'normal',
  unit: unitId('oleaster-1'),
  reporter: resident,
  channel: 'app',
};
/** What the interface promises of an issue, of whatever has more. */
const FACTS = [
  ...['id', 'seq', 'report', 'reportedAs', 'stage', 'stageSinceMs', 'openedAtMs', 'tier', 'tierSinceMs', 'assignee'],
  ...['handled', 'approvals', 'closure', 'disputes', 'reopenings', 'reworks', 'returnedBy', 'problem', 'supervision'],
  ...['delegations', 'followers', 'quarantine'],
] as readonly (keyof IssueFacts)[];
export const facts = (issue: IssueFacts) =>
  Object.fromEntries(FACTS.flatMap((name) => (issue[name] === undefined ? [] : [[name, issue[name]]])));
