/** What somebody is to what they ask about: the facts that the table of rights is held against. */
import type { IssueState, PersonId, UnitId } from '../../../domain';
import { rolesOf } from '../../../domain/directory/directory';
import {
  isWithin,
  judge,
  postFacts,
  relationsOf,
  RIGHTS,
  type Facts,
  type KeyFacts,
  type Operation,
  type PersonFacts,
  type Place,
  type Verdict,
} from '../../../domain/rights';
import { wasTold, type Database } from '../../../store';
import type { Subject } from './access';
import type { KeyLimits, Principal } from './principal';

/** The directory is that of now. */
export async function verdictOn(
  database: Database,
  place: Place,
  principal: Principal,
  operation: Operation,
  subject: Subject,
): Promise<Verdict> {
  const facts = factsOf(place, principal, operation, subject);
  if (facts === 'somebody-else') return { may: false, as: 'forbidden', why: 'not-oneself' };
  const first = judge(facts, operation);
  const { issue } = subject;
  const person = first.may || issue === undefined ? undefined : personOf(principal, subject);
  if (person === undefined || issue === undefined || !(await wasTold(database, issue.id, person))) return first;
  return judge(told(facts), operation);
}

/** Whom being told of it would help. */
function personOf(principal: Principal, { person }: Subject): PersonId | undefined {
  if (principal.kind === 'person') return principal.id;
  return principal.kind === 'service' && principal.actsFor ? (person as PersonId | undefined) : undefined;
}

function told(facts: Facts): Facts {
  if (facts.kind === 'person') return { ...facts, relations: [...facts.relations, 'told'] };
  if (facts.kind !== 'service' || facts.person === undefined) return facts;
  return { ...facts, person: { ...facts.person, relations: [...facts.person.relations, 'told'] } };
}

/** Acting: only as oneself, but for programs that act for persons. */
export const isActing = (operation: Operation): boolean =>
  operation.startsWith('issue.command.') || operation === 'evidence.add' || operation === 'issue.report';

export function factsOf(
  place: Place,
  principal: Principal,
  operation: Operation,
  subject: Subject,
): Facts | 'somebody-else' {
  const { issue, person } = subject;
  const named = person as PersonId | undefined;
  switch (principal.kind) {
    case 'anonymous':
      return principal;
    case 'operator':
      return { kind: 'operator' };
    case 'tracker':
      if (isActing(operation) && named !== undefined && named !== principal.id) return 'somebody-else';
      return { kind: 'tracker', isOwn: issue?.id === principal.issue };
    case 'person':
      if (isActing(operation) && named !== undefined && named !== principal.id) return 'somebody-else';
      return {
        ...personFacts(place, principal.id, subject),
        isOperator: principal.isOperator === true,
        ...(principal.key === undefined ? {} : { key: keyFacts(place, principal.key, operation, subject) }),
      };
    case 'service':
      return {
        kind: 'service',
        key: keyFacts(place, principal, operation, subject),
        actsFor: principal.actsFor,
        ...(named === undefined || !place.directory.people.has(named)
          ? {}
          : { person: personFacts(place, named, subject) }),
      };
    default:
      return principal satisfies never;
  }
}

const personFacts = (place: Place, person: PersonId, subject: Subject): PersonFacts => ({
  kind: 'person',
  isOperator: false,
  isSelf: subject.person === person,
  posts: postFacts(place, person, unitOf(subject)),
  relations: subject.issue === undefined ? [] : relationsOf(subject.issue, person, rolesOf(place, person)),
});

const unitOf = ({ issue, unit }: Pick<Subject, 'issue' | 'unit'>): UnitId | undefined =>
  issue?.report.unit ?? (unit as UnitId | undefined);

/** Each issue is judged by itself. */
const ISSUE_BY_ISSUE: ReadonlySet<Operation> = new Set(['issue.list', 'issue.follow', 'issue.bulk']);

/** A key for some units is for nothing that lies in none: a list is cut to them, and a person belongs to their posts. */
function keyFacts(place: Place, { scopes, units }: KeyLimits, operation: Operation, subject: Subject): KeyFacts {
  if (units === undefined) return { scopes, isInside: true };
  const unit = unitOf(subject);
  if (unit !== undefined) return { scopes, isInside: isWithin(place, units, unit) };
  if (RIGHTS[operation].on === 'person' && subject.person !== undefined)
    return { scopes, isInside: rolesOf(place, subject.person).some((post) => isWithin(place, units, post.unit)) };
  return { scopes, isInside: ISSUE_BY_ISSUE.has(operation) };
}

/** What the log calls it. */
export function subjectName({ issue, unit, person }: Subject): string | null {
  const about: IssueState | undefined = issue;
  if (about !== undefined) return `issue:${about.id}`;
  if (person !== undefined) return `person:${person}`;
  return unit === undefined ? null : `unit:${unit}`;
}
