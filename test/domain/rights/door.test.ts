/** The door is never narrower than the rules: whoever the rules let act was let through, in every history there is. */
import { explain, placesOf, type CommandName, type IssueState, type PersonId, type Staffing } from '../../../domain';
import { commandOperation, judge, relationsOf, type PersonFacts } from '../../../domain/rights';
import { generate } from '../../../simulation/play/generate';
import { inStage, STAGES } from '../stages';
import { person } from '../given';

const HISTORIES = 4_000;

/** @param staffing who holds what by the directory, where the engine looked */
const factsOf = (state: IssueState, who: PersonId, staffing?: Staffing | null): PersonFacts => ({
  kind: 'person',
  isOperator: false,
  isSelf: false,
  posts: [],
  relations: relationsOf(
    state,
    who,
    staffing?.posts.filter(({ people }) => people.includes(who)),
  ),
});

/** A unit beside the ladder to which an issue never came may not read it, and so has no word to say, and no deputy to name. */
const isOfNoBusiness = (state: IssueState, who: PersonId, command: CommandName): boolean =>
  (command === 'comment' || command === 'delegate') &&
  relationsOf(state, who).length === 0 &&
  (state.rules.parties ?? []).some(({ people }) => placesOf(state, who).some((place) => people.includes(place)));

test('whoever had a command accepted may give it at the door', () => {
  const seen = new Map<string, number>();
  for (let seed = 0; seed < HISTORIES; seed += 1) {
    for (const { command, before, outcome, staffing } of generate(seed).trace.turns) {
      if (command === null || before === null || outcome !== 'accepted') continue;
      // Out of quarantine the last tier of the rules to come leads, who may stand in no state yet.
      if (command.type === 'migrate' && before.quarantine !== undefined) continue;
      if (isOfNoBusiness(before, command.by, command.type)) continue;
      const verdict = judge(factsOf(before, command.by, staffing), commandOperation(command.type));
      if (!verdict.may) throw new Error(`seed ${seed}: ${command.by} ${command.type}: ${verdict.why}`);
      seen.set(command.type, (seen.get(command.type) ?? 0) + 1);
    }
  }
  expect(seen.size).toBeGreaterThanOrEqual(28);
});

test('whoever is offered a command may give it, in each stage', () => {
  for (const stage of STAGES) {
    const { state } = inStage(stage);
    for (const { command, whom } of explain(state).offers) {
      for (const who of whom) {
        if (isOfNoBusiness(state, who, command)) continue;
        expect([stage, command, who, judge(factsOf(state, who), commandOperation(command)).may]).toStrictEqual([
          stage,
          command,
          who,
          true,
        ]);
      }
    }
  }
});

describe('what somebody is to an issue', () => {
  const { state } = inStage('handling');

  it('is nothing for a stranger, and for a unit beside the ladder to which it never came', () => {
    expect(relationsOf(state, person('stranger'))).toStrictEqual([]);
    const [party] = state.rules.parties ?? [];
    expect(party?.people.length).toBeGreaterThan(0);
    expect(relationsOf(state, party!.people[0]!)).toStrictEqual([]);
  });

  it('is what the holders of a post are, for whoever came into it since', () => {
    const { role, unit } = state.rules.tiers[0]!;
    expect(relationsOf(state, person('newcomer'), [{ role, unit }])).toStrictEqual(['crew', 'ladder']);
    expect(relationsOf(state, person('newcomer'), [{ role, unit: 'elsewhere' as typeof unit }])).toStrictEqual([]);
  });

  it('is for a deputy what the other is, but never the reporter', () => {
    const delegations = [
      { from: person('lead'), to: person('friend'), untilMs: 9e15 },
      { from: state.report.reporter, to: person('friend'), untilMs: 9e15 },
    ];
    const relations = relationsOf({ ...state, delegations }, person('friend'));
    expect(relations).toContain('crew');
    expect(relations).not.toContain('reporter');
  });
});
