/** Whoever is asked to act is looked up first, whatever post they are asked for, and the answer reaches every post. */
import {
  evolve,
  notices,
  postsOf,
  wantsStaffing,
  type EventType,
  type IssueEvent,
  type IssueRules,
  type IssueState,
  type Posted,
} from '../../domain';
import { reachable } from '../../domain/capabilities/staffing/reachable';
import { withStaff } from '../../domain/capabilities/staffing/evolve';
import { isSamePost } from '../../domain/kernel/staffing';
import { generate } from '../../simulation/play/generate';
import {
  acknowledge,
  by,
  CHECKED,
  confirm,
  failCheck,
  given,
  handle,
  HOUR,
  ISSUE,
  passCheck,
  person,
  post,
  reopen,
  RULES,
  T0,
} from './given';
import { askReturn, dispatch, ONE_TIER, PARTY_RULES, withLead } from './parties';
import { asked, closedBy, panel } from './panels';
import { latest, said } from './said';
import { LEAD, away, isAway, looks, rings, staff, staffing, without } from './staff';

const asks = (event: IssueEvent): boolean => wantsStaffing({ ok: true, events: [event] });

describe('who is there is asked', () => {
  /** They say what happened and ask nothing of anybody; at the opening the posts were filled just before. */
  const TELL_ONLY: ReadonlySet<EventType> = new Set<EventType>([
    'opened',
    'commented',
    'delegated',
    'part-finished',
    'reclassified',
    'rules-changed',
    'warned',
    'withdrawn',
  ]);
  const filledBy = (state: IssueState, called: (one: Posted) => readonly string[]): IssueState => ({
    ...state,
    rules: withStaff(
      state.rules,
      postsOf(state.rules).map((one) => ({ ...one, called: called(one).map(person) })),
    ),
  });
  /** Whether other people would be told if others were there. */
  function hangsOnWhoIsThere(state: IssueState, event: IssueEvent): boolean {
    const tellsIf = (called: (one: Posted) => readonly string[]): string =>
      JSON.stringify(notices(filledBy(state, called), event));
    const all = tellsIf(({ people }) => people);
    return all !== tellsIf(() => ['stand-in']) || all !== tellsIf(({ people }) => people.slice(0, 1));
  }

  test('before every event that asks others when others are there, and before none that only tells', () => {
    const seen = new Set<EventType>();
    for (let seed = 0; seed < 60; seed += 1) {
      let state: IssueState | null = null;
      for (const one of generate(seed).trace.turns.flatMap(({ records }) => records)) {
        state = evolve(ISSUE, state, one);
        if (!hangsOnWhoIsThere(state, one.event)) continue;
        seen.add(one.event.type);
        expect([one.event.type, asks(one.event)]).toStrictEqual([one.event.type, !TELL_ONLY.has(one.event.type)]);
      }
    }
    expect(seen.size).toBeGreaterThan(15);
  });

  const climbing = closedBy({ onTimeout: 'climb', reminders: [{ share: 0.5 }] });
  const handled = () => given(T0, CHECKED).and(acknowledge('lead')).and(handle('lead'));
  const linked = () => given(T0).and({ type: 'link', ...by('lead'), to: LEAD.id, reason: 'r' }, 0, { lead: LEAD });
  test.each([
    ['a question climbs', latest(asked(climbing).pass(7 * HOUR), 'approval-climbed')],
    ['a question is called to mind', latest(asked(climbing).pass(3 * HOUR), 'approval-reminded')],
    ['a check fails', latest(handled().and(failCheck('inspector')), 'check-failed')],
    ['a check passes, and residents are called', latest(handled().and(passCheck('inspector')), 'checked')],
    ['a unit gives it back', latest(returned(), 'returned')],
    ['it goes its own way', latest(linked().and({ type: 'unlink', ...by('lead'), reason: 'r' }), 'unlinked')],
    ['whoever has it goes', latest(looks(given(T0).and(acknowledge('lead')), isAway('lead')), 'handed-over')],
  ])('when %s', (_when, event) => {
    expect(asks(event)).toBe(true);
  });
});

function returned() {
  return withLead()
    .and(dispatch('lead', 'property'))
    .and(askReturn('manager'))
    .and({ type: 'approve', ...by('lead') });
}

describe('the posts of the rules', () => {
  const within = RULES.tiers[0]!.acknowledgeWithin;
  const repeat = { every: within, times: 0 };
  const everywhere: IssueRules = {
    ...PARTY_RULES,
    return: { ...PARTY_RULES.return!, panels: [panel({ count: 1 }, 'r-1')] },
    void: { decideWithin: within, panels: [{ ...panel({ count: 1 }, 'v-1'), role: 'voider' }] },
    verification: { by: post('verifier', 'ivy'), within, repeat },
    check: { ...CHECKED.check!, by: post('inspector', 'inspector') },
    callBack: { by: post('caller', 'kai'), attempts: 1 },
    forceClose: { ...RULES.forceClose, panels: [{ ...RULES.tiers[3]!, quorum: { count: 1 } }] },
  };
  const names = (rules: IssueRules): readonly string[] => postsOf(rules).map(({ role }) => role);

  test('are each asked about once, however often the rules name them', () => {
    expect(names(RULES)).toStrictEqual(['building-lead', 'grid-worker', 'party-group', 'committee']);
    expect([...names(everywhere)].sort()).toStrictEqual(
      [...names(RULES), 'property', 'power', 'water', 'panel', 'voider', 'verifier', 'inspector', 'caller'].sort(),
    );
  });

  test('are all filled by the answer, wherever they are named, with the reasons why', () => {
    const hops = [{ why: 'absent', person: person('x') }] as const;
    const now = postsOf(everywhere).map((one) => ({ ...one, people: [person('now')], called: [], hops }));
    const filled = withStaff(everywhere, now);
    expect(postsOf(filled)).toHaveLength(postsOf(everywhere).length);
    for (const one of [
      ...postsOf(filled),
      filled.return?.panels?.[0],
      filled.void?.panels?.[0],
      filled.forceClose.panels?.[0],
    ])
      expect(one).toMatchObject({ people: ['now'], called: [], hops });
    expect(filled.void).toMatchObject({ decideWithin: within });
  });

  test('are told apart by role, by unit and by what is asked', () => {
    const one = { ...post('guard', 'g'), competence: ['gas', 'heights'] };
    expect(isSamePost(one, { ...one, people: [] } as typeof one)).toBe(true);
    expect(isSamePost(one, { ...one, role: 'porter' })).toBe(false);
    expect(isSamePost(one, { ...one, unit: post('other').unit })).toBe(false);
    expect(isSamePost(one, { ...one, competence: ['gas'] })).toBe(false);
    expect(isSamePost(one, { ...one, competence: ['gasheights'] })).toBe(false);
    expect(isSamePost(post('guard'), { ...post('guard'), competence: [] })).toBe(true);
  });
});

describe('why nobody is there', () => {
  const hops = [{ why: 'absent', person: person('lead'), untilMs: T0 + HOUR }, { why: 'nobody' }] as const;

  test('GIVEN the directory says how it looked THEN that stands in the log, in the state and in the alarm', () => {
    const issue = looks(given(T0), staffing({ ...staff('building-lead', ['lead'], []), hops }));
    expect(latest(issue, 'staffed').posts[0]?.hops).toStrictEqual(hops);
    expect(latest(issue, 'unstaffed').hops).toStrictEqual(hops);
    expect(issue.state.rules.tiers[0]?.hops).toStrictEqual(hops);
  });

  test('GIVEN nothing is said of it THEN the alarm has no reasons', () => {
    expect(latest(given(T0, without(RULES, 'building-lead')), 'unstaffed').hops).toStrictEqual([]);
  });
});

describe('GIVEN nobody of the only tier is there', () => {
  const nobody = staffing(staff('building-lead', ['lead'], []));
  const alarms = (types: readonly string[]): number => types.filter((type) => type === 'unstaffed').length;

  test('WHEN it comes back to the tier THEN that is said again', () => {
    const issue = given(T0, ONE_TIER).and(acknowledge('lead')).and(handle('lead')).and(confirm());
    issue.and(reopen(), HOUR, { staffing: nobody });
    expect(issue.types().slice(-3)).toStrictEqual(['staffed', 'reopened', 'unstaffed']);
  });

  test('WHEN a report has been looked at THEN that is said, and of the reminder that follows it is not', () => {
    const within = RULES.tiers[0]!.acknowledgeWithin;
    const verification = { by: post('verifier', 'ivy'), within, repeat: { every: within, times: 0 } };
    const issue = given(T0, { ...without(ONE_TIER, 'building-lead'), verification }).and({
      type: 'verify',
      ...by('ivy'),
    });
    expect(issue.types()).toStrictEqual(['opened', 'verified', 'unstaffed']);
    rings(issue, nobody);
    expect(alarms(issue.types())).toBe(1);
  });
});

test('GIVEN whoever has it goes and the crew is called again THEN the crew learns who had it', () => {
  const colleagues = staffing(staff('building-lead', ['lead', 'second'], ['second']));
  const issue = looks(given(T0).and(acknowledge('lead')), { ...colleagues, away: away('lead') });
  expect(said(issue, 'handed-over')).toMatchObject([['handed-over', 'second', { by: 'lead' }]]);
});

describe('whom it makes sense to ask', () => {
  const [lead, grid, group, ...above] = RULES.tiers;
  const stateWith = (...tiers: IssueRules['tiers']): IssueState => ({ ...given(T0).state, rules: { ...RULES, tiers } });
  const people = ['grid', 'grid-deputy', 'stranger'].map(person);
  const off = { ...grid!, called: [person('grid')] };

  test('whoever is called for none of their posts is left in peace, and whoever holds none is asked', () => {
    expect(reachable(stateWith(lead!, off, group!, ...above), people)).toStrictEqual(['grid', 'stranger']);
  });

  test('whoever is called for one of their posts is asked; a post that nobody asked about says nothing of them', () => {
    const called = (tier: IssueRules['tiers'][number], ...ids: readonly string[]) => ({
      ...tier,
      people: people.slice(0, 2),
      called: ids.map(person),
    });
    const both = stateWith(lead!, called(grid!, 'grid'), called(group!, 'grid-deputy'), ...above);
    expect(reachable(both, people)).toStrictEqual(people);
    const unasked = stateWith(lead!, off, { ...group!, people: people.slice(0, 2) }, ...above);
    expect(reachable(unasked, people.slice(0, 2))).toStrictEqual(['grid']);
  });

  test('where nobody would be left everybody is asked', () => {
    expect(reachable(stateWith(lead!, { ...grid!, called: [] }), people.slice(0, 2))).toStrictEqual(people.slice(0, 2));
  });
});
