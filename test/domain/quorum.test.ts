/** Decisions by several: as many as the procedure says, each with one voice, against an account of its own. */
import fc from 'fast-check';
import { decide, type Quorum } from '../../domain';
import {
  acknowledge,
  approve,
  askForceClose,
  askVoid,
  assign,
  delegate,
  given,
  HOUR,
  person,
  reject,
  RULES,
  T0,
  told,
} from './given';
import { asked, closedBy, decision, panel, status, withGrid } from './panels';

const TWO_OF_TIER = closedBy({ quorum: { count: 2 } });
const LAWYER_AND_TWO = closedBy({
  panels: [
    panel({ count: 1 }, 'lawyer', 'lawyer-b'),
    panel({ share: 0.5 }, 'elder', 'elder-b', 'elder-c', 'grid', 'resident'),
  ],
});

describe('quorum: as many as the procedure says, each with one voice', () => {
  test('GIVEN one is enough WHEN they ask THEN neither event nor state says anything of panels or voices', () => {
    const issue = asked(closedBy({ quorum: { count: 1 } }));
    expect(issue.log.at(-1)?.event).not.toHaveProperty('panels');
    issue.when(approve('group')).then({ type: 'approved' }, { type: 'closed', outcome: 'force-closed' });
    expect(JSON.stringify(issue.state.approvals)).not.toMatch(/panels|votes|climbs/);
  });

  test('GIVEN two of the tier above have to agree WHEN the first does THEN it waits for the second', () => {
    const issue = asked(TWO_OF_TIER)
      .when(approve('group'))
      .then({ type: 'voted', by: person('group'), vote: 'approve' });
    expect(status(issue)).toBe('pending');
    issue
      .when(approve('group-member'))
      .then({ type: 'voted' }, { type: 'approved', by: person('group-member') }, { type: 'closed' });
  });

  test('GIVEN two have to agree WHEN one says no THEN it is rejected at once: the number is out of reach', () => {
    asked(TWO_OF_TIER)
      .when(reject('group'))
      .then({ type: 'voted', vote: 'reject', reason: 'no' }, { type: 'rejected', by: person('group') });
  });

  test('GIVEN more are asked for than are left WHEN they ask THEN all who are left have to agree', () => {
    asked(closedBy({ quorum: { count: 7 } }))
      .and(approve('group'))
      .when(approve('group-member'))
      .then({ type: 'voted' }, { type: 'approved' }, { type: 'closed' });
  });

  test('GIVEN panels WHEN somebody involved sits on one THEN they are left out, and the number stays that of the rules', () => {
    const issue = asked(LAWYER_AND_TWO);
    expect(issue.state.approvals[0]).toMatchObject({
      deciders: ['lawyer', 'lawyer-b', 'elder', 'elder-b', 'elder-c'],
      panels: [
        { people: ['lawyer', 'lawyer-b'], need: 1 },
        // Half of five.
        { people: ['elder', 'elder-b', 'elder-c'], need: 3 },
      ],
    });
  });

  test('GIVEN nobody of a panel is left WHEN they ask THEN it is refused', () => {
    withGrid(closedBy({ panels: [panel({ count: 1 }, 'lawyer'), panel({ count: 1 }, 'grid', 'resident')] }))
      .when(askForceClose('grid'))
      .refused('NO_DECIDER');
  });

  test('GIVEN one panel has agreed WHEN the other has not THEN nothing is decided', () => {
    const issue = asked(LAWYER_AND_TWO).and(approve('lawyer')).and(reject('lawyer-b')).and(approve('elder'));
    expect(status(issue)).toBe('pending');
    issue
      .and(approve('elder-b'))
      .when(approve('elder-c'))
      .then({ type: 'voted' }, { type: 'approved' }, { type: 'closed' });
  });

  test('a voice is final: who speaks again is told what they said', () => {
    const refusal = asked(TWO_OF_TIER).and(approve('group')).when(reject('group')).refused('APPROVAL_DECIDED');
    expect(refusal?.message).toContain('approve by group');
  });

  test('GIVEN a decider has become the handler WHEN they vote THEN it is refused: nobody judges what they have', () => {
    const rules = { ...RULES, void: decision({ panels: [panel({ count: 2 }, 'grid-deputy', 'lawyer', 'elder')] }) };
    const issue = given(T0, rules)
      .pass(3 * HOUR)
      .and(askVoid('grid'))
      .and(acknowledge('grid-deputy'));
    issue.when(approve('grid-deputy')).refused('APPROVAL_NOT_YOURS');
    issue
      .and(approve('lawyer'))
      .when(approve('elder'))
      .then({ type: 'voted' }, { type: 'approved' }, { type: 'closed' });
  });

  test('approved after being rejected: several voices change nothing about it', () => {
    asked(TWO_OF_TIER).and(reject('group')).when(approve('group-member', 'a1')).refused('APPROVAL_DECIDED');
  });

  test('the end is told to the asker and to everybody who was asked, except who decided it', () => {
    const issue = asked(TWO_OF_TIER).and(approve('group')).and(approve('group-member'));
    expect(told(issue, 'approved')).toEqual(['approval-approved grid', 'approval-approved group']);
  });
});

describe('quorum: a deputy has the voice of whom they stand in for', () => {
  const untilMs = T0 + 100 * HOUR;

  test('GIVEN one is enough WHEN a deputy decides THEN the log says in whose place', () => {
    asked(RULES)
      .and(delegate('group', 'lead', untilMs))
      .when(approve('lead'))
      .then({ type: 'approved', by: person('lead'), for: person('group') }, { type: 'closed' });
  });

  test('GIVEN a deputy has spoken WHEN the other speaks THEN it is refused: the voice is given', () => {
    const issue = asked(TWO_OF_TIER).and(delegate('group', 'lead', untilMs));
    issue.when(approve('lead')).then({ type: 'voted', by: person('lead'), for: person('group'), vote: 'approve' });
    const refusal = issue.when(reject('group')).refused('APPROVAL_DECIDED');
    expect(refusal?.message).toContain('approve by lead for group');
  });

  test('GIVEN a decider is the deputy of another WHEN they speak twice THEN the second is refused: two voices are two people', () => {
    const issue = asked(TWO_OF_TIER)
      .and(delegate('group', 'group-member', untilMs))
      .and(approve('group-member'));
    issue.when(approve('group-member')).refused('APPROVAL_DECIDED');
    issue.when(approve('group')).then({ type: 'voted' }, { type: 'approved' }, { type: 'closed' });
  });

  test('GIVEN a deputy of two WHEN they speak twice THEN the second is refused', () => {
    const issue = asked(TWO_OF_TIER)
      .and(delegate('group', 'lead', untilMs))
      .and(delegate('group-member', 'lead', untilMs));
    issue.and(approve('lead')).when(approve('lead')).refused('APPROVAL_DECIDED');
  });

  test('GIVEN the deputy of a decider asked, has or reported it WHEN they decide THEN it is refused, in whosever place', () => {
    asked(RULES)
      .and(delegate('group', 'grid', untilMs))
      .when(approve('grid'))
      .refused('APPROVAL_BY_ASKER');
    const rules = { ...RULES, void: decision() };
    given(T0, rules)
      .pass(3 * HOUR)
      .and(askVoid('grid'))
      .and(delegate('group', 'grid-deputy', untilMs))
      .and(acknowledge('grid-deputy'))
      .when(approve('grid-deputy'))
      .refused('APPROVAL_NOT_YOURS');
  });

  test('GIVEN a deputy asks in the place of somebody above them WHEN it is put to others THEN it is to the tier above that place', () => {
    given()
      .and(delegate('group', 'lead', untilMs))
      .and(acknowledge('lead'))
      .and(assign('lead', 'group'))
      .when(askForceClose('lead'))
      .then({ type: 'approval-requested', deciders: ['committee', 'committee-b', 'committee-c'] as never });
  });

  test('GIVEN the time of the deputy is over WHEN they decide THEN it is refused', () => {
    asked(RULES)
      .and(delegate('group', 'lead', T0 + 4 * HOUR))
      .pass(2 * HOUR)
      .when(approve('lead'))
      .refused('APPROVAL_NOT_YOURS');
  });
});

describe('quorum: any panels, deputies and voices come to what simple arithmetic says', () => {
  const pool = ['p1', 'p2', 'p3', 'group', 'committee', 'grid', 'resident'];
  const ladder = ['lead', 'grid-deputy', 'group', 'group-member', 'committee', 'committee-b'];
  const quorum: fc.Arbitrary<Quorum> = fc.oneof(
    fc.record({ count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ share: fc.constantFrom(0.07, 0.2, 1 / 3, 0.5, 0.6, 2 / 3, 1) }),
  );
  const panels = fc.array(fc.record({ quorum, people: fc.subarray(pool, { minLength: 1 }) }), {
    minLength: 1,
    maxLength: 3,
  });
  const deputies = fc.array(fc.tuple(fc.constantFrom(...pool), fc.constantFrom(...ladder)), { maxLength: 4 });
  const attempts = fc.array(fc.tuple(fc.constantFrom(...pool, ...ladder), fc.boolean()), { maxLength: 15 });

  interface Case {
    readonly panels: readonly { readonly quorum: Quorum; readonly people: readonly string[] }[];
    readonly deputies: readonly (readonly [string, string])[];
  }
  /** Panels without those involved: how many yes decide for it, how many no against it. */
  const bars = (each: Case['panels']) => {
    const all = each.map(({ quorum: q, people }) => {
      const left = people.filter((id) => id !== 'grid' && id !== 'resident');
      const wanted = 'count' in q ? q.count : Math.ceil(Number((q.share * people.length).toFixed(6)));
      const yes = Math.min(wanted, left.length);
      return { left, yes, no: left.length - yes + 1 };
    });
    return all.length === 1 && all[0]!.yes === 1 ? [{ ...all[0]!, no: 1 }] : all;
  };

  const play = ({ panels: named, deputies: pairs }: Case, voices: readonly (readonly [string, boolean])[]) => {
    const issue = withGrid(closedBy({ panels: named.map(({ quorum: q, people }) => panel(q, ...people)) }));
    const standsFor = new Map<string, string[]>();
    for (const [from, to] of pairs) {
      const command = delegate(from, to, T0 + 50 * HOUR);
      if (!decide(issue.state, command, issue.nowMs).ok) continue;
      issue.and(command);
      standsFor.set(to, [...new Set([...(standsFor.get(to) ?? []), from])]);
    }
    const bar = bars(named);
    if (bar.some(({ left }) => left.length === 0)) {
      issue.when(askForceClose('grid')).refused('NO_DECIDER');
      return { decided: 'nobody', issue };
    }
    issue.and(askForceClose('grid'));
    const given = new Map<string, boolean>();
    const spoke = new Set<string>();
    let expected = 'pending';
    for (const [id, yes] of voices) {
      const place = [id, ...(standsFor.get(id) ?? [])].find(
        (one) => bar.some(({ left }) => left.includes(one)) && !given.has(one),
      );
      const may = expected === 'pending' && place !== undefined && !spoke.has(id) && id !== 'grid' && id !== 'resident';
      const command = yes ? approve(id, 'a1') : reject(id);
      if (decide(issue.state, command, issue.nowMs).ok !== may) throw new Error(`${id} may ${may ? '' : 'not '}speak`);
      if (!may) continue;
      issue.and(command);
      spoke.add(id);
      given.set(place, yes);
      const count = (left: readonly string[], said: boolean) => left.filter((one) => given.get(one) === said).length;
      if (bar.some(({ left, no }) => count(left, false) >= no)) expected = 'rejected';
      else if (bar.every(({ left, yes: need }) => count(left, true) >= need)) expected = 'approved';
      if (status(issue) !== expected) throw new Error(`${status(issue)} and not ${expected}`);
    }
    return { decided: expected, issue };
  };

  test('decided exactly then, and no voice counted twice', () =>
    fc.assert(
      fc.property(fc.record({ panels, deputies }), attempts, (one, voices) => {
        const { issue } = play(one, voices);
        const votes = issue.state.approvals[0]?.votes ?? [];
        expect(new Set(votes.map((vote) => vote.by)).size).toBe(votes.length);
        expect(new Set(votes.map((vote) => vote.for ?? vote.by)).size).toBe(votes.length);
        expect(issue.folded()).toEqual(issue.state);
        expect(JSON.parse(JSON.stringify(issue.state))).toEqual(issue.state);
        const ends = issue.types().filter((type) => type === 'approved' || type === 'rejected');
        expect(ends.length).toBe(status(issue) === 'pending' || issue.state.approvals.length === 0 ? 0 : 1);
      }),
      { numRuns: 200 },
    ));

  test('the generator reaches what it should: every end, voices of deputies, and several panels', () => {
    const seen = new Set<string>();
    for (const [one, voices] of fc.sample(fc.tuple(fc.record({ panels, deputies }), attempts), {
      numRuns: 600,
      seed: 3,
    })) {
      const { decided, issue } = play(one, voices);
      seen.add(decided);
      const { votes = [], panels: several = [] } = issue.state.approvals[0] ?? {};
      if (votes.some((vote) => vote.for !== undefined)) seen.add(`${decided} with a deputy`);
      if (several.length > 1) seen.add(`${decided} by several panels`);
    }
    for (const end of ['approved', 'rejected', 'pending'])
      expect([...seen]).toEqual(expect.arrayContaining([end, `${end} with a deputy`, `${end} by several panels`]));
    expect(seen).toContain('nobody');
  });
});
