/** A place with something in it: issues in every stage, and whatever else has a name that requests may hit. */
import sharp from 'sharp';
import type { Doorstep, IssueId } from '../../clients/sdk';
import { issueId, personId, unitId } from '../../clients/sdk';
import { readPolicies } from '../../policies/read';

const lead = personId('lead-oleaster-1');
const resident = personId('resident-01');
const done = { note: '换了灯泡', evidence: [{ kind: 'photo', ref: 'p-1' }] };

export interface Ways {
  readonly doorstep: Doorstep;
  /** Brings a file to an issue and gives its id. */
  readonly bring: (issue: IssueId, picture: Buffer) => Promise<string>;
}

export async function somethingToFind({ doorstep, bring }: Ways): Promise<Readonly<Record<string, unknown>>> {
  const opened = async (category = 'lamps') => {
    const unit = unitId('oleaster-1');
    const said = { text: '三楼的灯不亮', severity: 'normal', reporter: resident, channel: 'app' } as const;
    return (await doorstep.report({ ...said, category, unit })).issue;
  };
  const taken = async () => {
    const issue = await opened();
    await doorstep.acknowledge(issue, { by: lead });
    return issue;
  };
  const handled = async () => {
    const issue = await taken();
    await doorstep.handle(issue, { by: lead, ...done });
    return issue;
  };
  const asked = async () => {
    const issue = await taken();
    await doorstep.request(issue, { by: lead, kind: 'extension', reason: '等配件', extendByMs: 3_600_000 });
    return issue;
  };
  const closed = await handled();
  await doorstep.confirm(closed, { by: resident });
  const pictured = await opened();
  const picture = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  return {
    issue: [pictured, await opened('property'), await taken(), await handled(), await asked(), closed],
    evidence: [await bring(pictured, picture)],
    person: [resident, lead, 'worker-oleaster-1', 'worker-oleaster-2'],
    unit: ['oleaster-1', 'oleaster', 'tamarisk'],
    role: ['building-lead', 'grid-worker', 'resident'],
    category: ['lamps', 'power', 'property'],
    procedure: ['joint'],
    party: ['property-manager'],
    calendar: ['cn-office'],
    month: ['2026-10', '2027-02'],
    term: ['5wd', '1wd 4wh', '2d', '90m'],
    approval: ['a1'],
    'if-match': ['"1"', 'W/"2"', '"7"', '*'],
  };
}

/** What Open311 calls by names of its own, with requests in several states. */
export async function open311Names(
  doorstep: Doorstep,
  reported: (fields: Readonly<Record<string, string>>) => Promise<string>,
): Promise<Readonly<Record<string, unknown>>> {
  const report = (description: string) =>
    reported({ service_code: 'lamps', 'attribute[unit]': 'oleaster-1', description, account_id: resident });
  const requests = [await report('一楼的灯不亮'), await report('二楼的灯不亮'), await report('三楼的灯不亮')];
  const [, second, third] = requests.map(issueId);
  for (const issue of [second, third])
    if (issue !== undefined) {
      await doorstep.acknowledge(issue, { by: lead });
      await doorstep.handle(issue, { by: lead, ...done });
    }
  if (third !== undefined) await doorstep.confirm(third, { by: resident });
  const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  const units = ['oleaster-1', 'oleaster', 'tamarisk'];
  return {
    service_code: ['lamps', 'power', 'property'],
    service_request_id: requests,
    token_id: requests,
    'attribute[unit]': units,
    address_id: units,
    account_id: [resident],
    jurisdiction_id: [readPolicies().community.id],
    start_date: [dayFromNow(-60), dayFromNow(-1)],
    end_date: [dayFromNow(0)],
    updated_after: [dayFromNow(-60)],
    updated_before: [dayFromNow(0)],
    updated_datetime: [dayFromNow(0)],
  };
}
