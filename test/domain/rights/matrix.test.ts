/** Every operation, as every role, scope and relation, against an account of the rights that shares nothing with the table. */
import { LEVELS } from '../../../domain/procedure/procedure';
import { judge, OPERATIONS, SCOPES, type Facts, type PersonFacts } from '../../../domain/rights';
import { RELATIONS, SCOPES_OF_UNITS, STANDINGS } from '../../../domain/rights/terms';
import { may, NOBODY, toldAs, type Who } from './oracle';

const posts: readonly PersonFacts['posts'][] = [
  [],
  ...STANDINGS.flatMap((standing) =>
    LEVELS.flatMap((level) => SCOPES_OF_UNITS.map((scope) => [{ standing, level, scope }])),
  ),
];
const relations: readonly PersonFacts['relations'][] = [
  [],
  ...RELATIONS.map((relation) => [relation]),
  ['reporter', 'crew'],
  ['told', 'decider'],
];
const people: readonly PersonFacts[] = posts.flatMap((held) =>
  relations.flatMap((been) =>
    [false, true].flatMap((isOperator) =>
      [false, true].map((isSelf) => ({ kind: 'person', isOperator, isSelf, posts: held, relations: been }) as const),
    ),
  ),
);
const keys = [
  { scopes: [], isInside: true },
  ...SCOPES.flatMap((scope) => [true, false].map((isInside) => ({ scopes: [scope], isInside }))),
  { scopes: SCOPES, isInside: true },
];
/** One of each relation and a few posts suffice beside every key. */
const fewPeople = people.filter(
  ({ posts: [post], relations: { length }, isOperator }) =>
    !isOperator && length < 2 && (post === undefined || post.level === 'grid'),
);
const facts: readonly Facts[] = [
  ...people,
  ...keys.flatMap((key) => fewPeople.map((person) => ({ ...person, key }))),
  ...keys.flatMap((key) => [
    { kind: 'service', key, actsFor: false } as const,
    { kind: 'service', key, actsFor: true } as const,
    ...fewPeople.map((person) => ({ kind: 'service', key, actsFor: true, person }) as const),
  ]),
  { kind: 'tracker', isOwn: true },
  { kind: 'tracker', isOwn: false },
  { kind: 'operator' },
  { kind: 'anonymous' },
];

function whoOf(one: Facts): Who {
  if (one.kind === 'person') return { ...NOBODY, ...one, key: one.key };
  if (one.kind === 'service')
    return { ...NOBODY, kind: 'service', key: one.key, actsFor: one.person && whoOf(one.person) };
  return { ...NOBODY, ...one };
}

test('every cell is as the oracle has it, and every refusal is told as it says', () => {
  let cells = 0;
  let granted = 0;
  for (const one of facts) {
    const who = whoOf(one);
    for (const operation of OPERATIONS) {
      const verdict = judge(one, operation);
      const expected = may(who, operation);
      cells += 1;
      if (verdict.may) granted += 1;
      if (verdict.may !== expected)
        throw new Error(`${operation} for ${JSON.stringify(one)}: judged ${verdict.may}, and it has to be ${expected}`);
      if (!verdict.may && verdict.as !== toldAs(who, operation))
        throw new Error(
          `${operation} for ${JSON.stringify(one)}: told as ${verdict.as}, not ${toldAs(who, operation)}`,
        );
    }
  }
  expect(cells).toBeGreaterThan(600_000);
  expect(granted).toBeGreaterThan(10_000);
  expect(cells - granted).toBeGreaterThan(10_000);
});

test('whoever may do something with an issue by themselves may read it', () => {
  const commands = OPERATIONS.filter((name) => name.startsWith('issue.command.'));
  for (const one of [...people, { kind: 'tracker', isOwn: true } as const, { kind: 'operator' } as const])
    for (const operation of commands) if (judge(one, operation).may) expect(judge(one, 'issue.read').may).toBe(true);
});

test('a key never gives what its person has not', () => {
  for (const person of fewPeople) {
    for (const key of keys) {
      for (const operation of OPERATIONS) {
        if (judge({ ...person, key }, operation).may) expect(judge(person, operation).may).toBe(true);
        if (judge({ kind: 'service', key, actsFor: true, person }, operation).may && operation.includes('command'))
          expect(judge(person, operation).may).toBe(true);
      }
    }
  }
});
