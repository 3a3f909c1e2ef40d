/** A place with something in it: issues in every stage, and whatever else has a name that requests may hit. */
import sharp from 'sharp';
import type { Doorstep, IssueId } from '../../clients/sdk';
import { personId, unitId } from '../../clients/sdk';

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
