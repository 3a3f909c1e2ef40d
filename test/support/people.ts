/** The people of test/support/policies/community.yaml, and what they usually say. */
import { approvalId, personId, unitId, type ReportInput } from '../../clients/sdk';

export const resident = personId('resident-1');
export const lead = personId('lead-1');
export const grid = [personId('grid-1'), personId('grid-2')] as const;
export const group = [personId('group-1'), personId('group-2')] as const;
export const committee = [personId('committee-1'), personId('committee-2'), personId('committee-3')] as const;
export const ladder = [[lead], grid, group, committee] as const;

/** Which clocks run: see the categories of the community. */
export type Pace = 'calm' | 'watched' | 'ladder' | 'asking' | 'untold' | 'voting';

export const report = (pace: Pace, text = '三楼的灯不亮'): ReportInput => ({
  text,
  category: pace,
  severity: 'normal',
  unit: unitId('east-1'),
  reporter: resident,
  channel: 'app',
});

export const photo = [{ kind: 'photo', ref: 'p-1' }];
export const done = { note: '换了灯泡', evidence: photo };
export const firstApproval = approvalId('a1');
export const moreTime = { kind: 'extension', reason: '等配件', extendByMs: 3_600_000 } as const;
export const closeIt = { kind: 'force-close', reason: '住户已搬走' } as const;
