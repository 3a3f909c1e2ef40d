/** By what somebody may do something, why they may not, and what is written down of it; whether they may is the matrix's. */
import {
  auditedAs,
  judge,
  OPERATIONS,
  type Facts,
  type KeyFacts,
  type Operation,
  type PersonFacts,
} from '../../../domain/rights';
import { RIGHTS } from '../../../domain/rights/table';
import { askedAbout } from './oracle';

const nobody: PersonFacts = { kind: 'person', isOperator: false, isSelf: false, posts: [], relations: [] };
const crew: PersonFacts = { ...nobody, relations: ['crew'] };
const committee: PersonFacts = {
  ...nobody,
  posts: [{ standing: 'responsible', level: 'community', scope: 'elsewhere' }],
};
const key = (...scopes: KeyFacts['scopes']): KeyFacts => ({ scopes, isInside: true });
const outside = (...scopes: KeyFacts['scopes']): KeyFacts => ({ scopes, isInside: false });
const program = (more: Partial<Extract<Facts, { kind: 'service' }>> = {}): Facts => ({
  kind: 'service',
  key: key('issues.read', 'issues.act', 'issues.report'),
  actsFor: false,
  ...more,
});
const tracker = (isOwn: boolean): Facts => ({ kind: 'tracker', isOwn });

test.each<[string, Facts, Operation, string]>([
  ['whoever has not signed in', { kind: 'anonymous' }, 'place.read', 'everybody'],
  ['anybody, by what everybody may', crew, 'place.read', 'everybody'],
  ['anybody with a key, by what everybody may', { ...nobody, key: key() }, 'place.read', 'everybody'],
  ['a program, by what everybody may', program({ key: outside() }), 'place.read', 'everybody'],
  ['the tracking code of the issue', tracker(true), 'issue.read', 'tracker'],
  ['a program with the scope', program(), 'issue.read', 'service'],
  ['whoever runs the installation', { kind: 'operator' }, 'users.manage', 'operator'],
  ['a person with an account of operators', { ...crew, isOperator: true }, 'issue.read', 'operator'],
  ['somebody about themselves', { ...nobody, isSelf: true }, 'contacts.read', 'self'],
  ['somebody of the crew', crew, 'issue.command.acknowledge', 'relation'],
  ['somebody with a post', committee, 'metrics.read', 'post'],
  ['whoever has signed in', nobody, 'issue.list', 'signed-in'],
  [
    'a program for somebody of the crew',
    program({ actsFor: true, person: crew }),
    'issue.command.acknowledge',
    'relation',
  ],
  ['somebody of the crew with a key', { ...crew, key: key('issues.act') }, 'issue.command.acknowledge', 'relation'],
])('%s may', (_who, facts, operation, by) => {
  expect(judge(facts, operation)).toStrictEqual({ may: true, by });
});

test.each<[string, Facts, Operation, string, string]>([
  ['has not signed in', { kind: 'anonymous' }, 'issue.read', 'unauthenticated', 'not-signed-in'],
  ['has not signed in', { kind: 'anonymous' }, 'users.manage', 'unauthenticated', 'not-signed-in'],
  ['has nothing to do with it', nobody, 'issue.read', 'hidden', 'no-relation'],
  ['may not even read it', nobody, 'issue.command.acknowledge', 'hidden', 'not-seen'],
  ['is something else to it', crew, 'issue.command.approve', 'forbidden', 'no-relation'],
  ['has no post', nobody, 'metrics.read', 'forbidden', 'no-post'],
  ['is somebody else', nobody, 'contacts.read', 'forbidden', 'not-oneself'],
  ['is no operator', nobody, 'users.manage', 'forbidden', 'operators-only'],
  ['has the code of another issue', tracker(false), 'issue.read', 'hidden', 'other-issue'],
  ['has the code of another issue', tracker(false), 'issue.command.comment', 'hidden', 'not-seen'],
  ['has a code, which is no post', tracker(true), 'issue.command.acknowledge', 'forbidden', 'no-relation'],
  ['has a code and is nobody else', tracker(true), 'contacts.read', 'forbidden', 'persons-only'],
  [
    'runs the installation, and is nobody of the place',
    { kind: 'operator' },
    'issue.command.comment',
    'forbidden',
    'persons-only',
  ],
  [
    'has a key without the scope',
    { ...crew, key: key('issues.read') },
    'issue.command.acknowledge',
    'forbidden',
    'scope-missing',
  ],
  ['has a key of other units', { ...crew, key: outside('issues.read') }, 'issue.read', 'hidden', 'outside-units'],
  [
    'has a key, and keys run no installation',
    { ...nobody, isOperator: true, key: key() },
    'users.manage',
    'forbidden',
    'operators-only',
  ],
  [
    'reports with a key that does not',
    program({ key: key('issues.read') }),
    'issue.report',
    'forbidden',
    'scope-missing',
  ],
  ['is a program, and says not for whom', program({ actsFor: true }), 'issue.report', 'forbidden', 'acts-for-nobody'],
  [
    'is a program that may act for nobody',
    program({ person: crew }),
    'issue.command.acknowledge',
    'forbidden',
    'acts-for-nobody',
  ],
  [
    'is a program for somebody without the right',
    program({ actsFor: true, person: nobody }),
    'issue.command.acknowledge',
    'forbidden',
    'no-relation',
  ],
])('whoever %s may not', (_who, facts, operation, as, why) => {
  expect(judge(facts, operation)).toStrictEqual({ may: false, as, why });
});

test('each operation is asked about what the account of rights says', () => {
  for (const name of OPERATIONS) expect([name, RIGHTS[name].on]).toStrictEqual([name, askedAbout(name)]);
});

test('what is personal and what gives rights is written down, whoever does it; the looks of operators into issues as well', () => {
  const always = {
    'issue.decode': 'read',
    'issue.personal-data': 'read',
    'contacts.read': 'read',
    'contacts.write': 'changed',
    'personal.read': 'read',
    'personal.erase': 'changed',
    'directory.write': 'changed',
    'evidence.erase': 'changed',
    'access.read': 'read',
    'users.manage': 'changed',
    'keys.manage': 'changed',
    'password.change': 'changed',
  };
  const written = (by: 'relation' | 'operator') =>
    Object.fromEntries(
      OPERATIONS.flatMap((name) => (auditedAs(name, by) === undefined ? [] : [[name, auditedAs(name, by)]])),
    );
  expect(written('relation')).toStrictEqual(always);
  const looks = OPERATIONS.filter((name) => ['issue', 'evidence', 'notices'].includes(name.split('.')[0]!));
  expect(written('operator')).toStrictEqual({ ...Object.fromEntries(looks.map((name) => [name, 'read'])), ...always });
});
