import { parseProcedure } from '../../../domain/procedure/parse';
import { textOf } from './shipped';

const path = 'policies/procedures/joint.yaml';
const shipped = textOf('procedures/joint.yaml');
const hours = (count: number) => ({ time: 'working', days: 0, ms: count * 3_600_000 });
const days = (count: number) => ({ time: 'working', days: count, ms: 0 });

describe('GIVEN the shipped joint procedure WHEN it is parsed', () => {
  const procedure = parseProcedure({ path, text: shipped });

  it('THEN tiers say when they are warned and for how long an acknowledgement is good', () => {
    expect(procedure.tiers[0]).toMatchObject({
      warn: [{ share: 0.5 }, { before: hours(4) }],
      acknowledgementExpires: days(1),
    });
    expect(procedure.tiers[3]).not.toHaveProperty('acknowledgementExpires');
    const early = shipped.replace('warn: [50%, 4wh]', 'warn: [25%, 99%]');
    expect(parseProcedure({ path, text: early }).tiers[0]?.warn).toEqual([{ share: 0.25 }, { share: 0.99 }]);
  });

  it('THEN everything beside the ladder is there', () => {
    expect(procedure).toMatchObject({
      verification: { role: 'grid-worker', level: 'grid', within: hours(4), repeat: { every: hours(2), times: 1 } },
      check: { role: 'party-group', evidence: { minimum: 1 }, rework: days(2) },
      callBack: { role: 'grid-worker', level: 'grid', attempts: 3 },
      problem: { reworks: 3, units: 3 },
      supervision: { answer: hours(4) },
      total: { within: days(15), to: 'committee' },
      again: { from: 'grid-worker', times: 1 },
      copies: [{ event: 'problem-raised', role: 'committee' }, { event: 'declined' }],
    });
    expect(procedure.parties?.map(({ key }) => key)).toEqual([
      'property-manager',
      'developer',
      'power-supply',
      'water-supply',
    ]);
  });

  it('THEN each question says who has to agree, and what silence means', () => {
    expect(procedure.forceClose.panels).toEqual([{ role: 'committee', level: 'community', quorum: { count: 2 } }]);
    expect(procedure.void?.panels?.map(({ quorum }) => quorum)).toEqual([{ share: 0.6 }, { count: 1 }]);
    expect(procedure.suspension).toMatchObject({ quorum: { share: 0.6 }, onTimeout: 'climb' });
    expect(procedure.return?.onTimeout).toBe('reject');
    expect(procedure.return?.remind).toEqual([{ share: 0.5 }]);
    const late = shipped.replace('remind: [50%], on-timeout: reject', 'remind: [10%, 2wh], on-timeout: reject');
    expect(parseProcedure({ path, text: late }).return?.remind).toEqual([{ share: 0.1 }, { before: hours(2) }]);
    const all = shipped.replace('quorum: 60%, on-timeout', 'quorum: all, on-timeout');
    expect(parseProcedure({ path, text: all }).suspension.quorum).toEqual({ share: 1 });
    const one = shipped.replace('quorum: 60%, on-timeout', 'quorum: 1, on-timeout');
    expect(parseProcedure({ path, text: one }).suspension).not.toHaveProperty('quorum');
  });
});
