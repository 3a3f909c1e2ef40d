/**
 * The table of rights: for each operation, every way in which somebody may have it. What is not listed is refused.
 * docs/rights.md is made from it; test/domain/rights holds another account of it, written by hand, against every cell.
 */
import type { Level } from '../procedure/procedure';
import { RELATIONS, type Relation, type Scope, type Standing, type UnitScope } from './terms';
import type { CommandOperation, Operation } from './operations';

export interface PostRight {
  readonly standing: Standing;
  readonly scopes: readonly UnitScope[];
  /** At this level or a wider one; at every level when left out. */
  readonly from?: Level;
}

export interface Right {
  /** What it is asked about. Of an issue that somebody may not read they learn nothing, not even that there is one. */
  readonly on: 'issue' | 'unit' | 'person' | 'place';
  readonly relations?: readonly Relation[];
  readonly posts?: readonly PostRight[];
  /** About oneself. */
  readonly self?: true;
  /** Everybody who has signed in and is in the directory. */
  readonly signedIn?: true;
  readonly operator?: true;
  /** A program whose key has this scope. */
  readonly service?: Scope;
  /** The reporter of this issue, by its tracking code. */
  readonly tracker?: true;
  /** Everybody, signed in or not, and every program. */
  readonly everybody?: true;
}

const INSIDE = ['own', 'below'] as const;
const ANYWHERE = ['own', 'below', 'elsewhere'] as const;
const responsible: PostRight = { standing: 'responsible', scopes: INSIDE };

const seeing = {
  on: 'issue',
  relations: RELATIONS,
  posts: [responsible],
  operator: true,
  service: 'issues.read',
  tracker: true,
} as const satisfies Right;

/** A command, by what somebody is to the issue. */
const by = (...relations: readonly Relation[]): Right => ({ on: 'issue', relations, service: 'issues.act' });

const adding: Right = { ...by(...RELATIONS), tracker: true };
/** The word of whoever reported it is theirs alone. */
const ownWord: Right = { ...by('reporter'), tracker: true };
const handling = by('assignee', 'crew');
/** Where nobody of the post is left who may, the tiers look. */
const looking = by('asked', 'crew', 'ladder');

const commands: Readonly<Record<CommandOperation, Right>> = {
  'issue.command.acknowledge': handling,
  'issue.command.assign': handling,
  'issue.command.escalate': by('assignee', 'crew', 'ladder'),
  'issue.command.handle': handling,
  'issue.command.request': by('assignee', 'crew', 'asked', 'ladder'),
  'issue.command.resume': handling,
  'issue.command.summon': handling,
  'issue.command.release': handling,
  'issue.command.approve': by('decider'),
  'issue.command.reject': by('decider'),
  'issue.command.confirm': ownWord,
  'issue.command.dispute': ownWord,
  'issue.command.withdraw': ownWord,
  'issue.command.reopen': { ...by('reporter', 'crew', 'ladder'), tracker: true },
  'issue.command.verify': looking,
  'issue.command.decline': looking,
  'issue.command.dispatch': by('crew', 'ladder'),
  'issue.command.report-in': by('party'),
  'issue.command.finish': by('party'),
  'issue.command.pass-check': looking,
  'issue.command.fail-check': looking,
  'issue.command.call-back': looking,
  'issue.command.supervise': by('crew', 'ladder'),
  'issue.command.answer': by('assignee', 'crew', 'ladder', 'asked'),
  'issue.command.comment': adding,
  'issue.command.reclassify': by('assignee', 'crew', 'ladder', 'asked'),
  'issue.command.migrate': by('crew', 'ladder'),
  'issue.command.delegate': by('crew', 'ladder', 'party', 'asked', 'decider', 'supervisor'),
  'issue.command.link': by('assignee', 'crew', 'ladder'),
  'issue.command.unlink': { ...by('reporter', 'assignee', 'crew', 'ladder'), tracker: true },
};

const colleagues: readonly PostRight[] = [
  { standing: 'responsible', scopes: ANYWHERE },
  { standing: 'party', scopes: ANYWHERE },
];
const ofThePlace = { on: 'place', everybody: true } as const satisfies Right;
const ofOperators = { on: 'place', operator: true } as const satisfies Right;
const ofOneself = { on: 'place', signedIn: true, operator: true } as const satisfies Right;

export const RIGHTS: Readonly<Record<Operation, Right>> = {
  'issue.report': { on: 'unit', everybody: true },
  'issue.report-for': { on: 'unit', posts: [responsible], service: 'issues.report' },
  'issue.list': { on: 'place', signedIn: true, operator: true, service: 'issues.read' },
  'issue.follow': { on: 'place', signedIn: true, operator: true, service: 'issues.read' },
  // Whether somebody may ask at all; on each issue its command is judged as if it came alone.
  'issue.bulk': { on: 'place', signedIn: true, service: 'issues.act' },
  'issue.read': seeing,
  'issue.explain': seeing,
  'issue.timeline': seeing,
  'issue.decode': seeing,
  // What is kept of a guest; a person is asked for by their own name.
  'issue.personal-data': { on: 'issue', tracker: true },
  'evidence.read': seeing,
  'evidence.add': adding,
  'evidence.erase': { on: 'issue', posts: [{ ...responsible, from: 'community' }], operator: true },
  ...commands,
  'place.read': ofThePlace,
  'procedures.read': ofThePlace,
  'calendars.read': ofThePlace,
  'directory.read': { on: 'place', posts: colleagues, self: true, operator: true, service: 'directory.read' },
  'directory.write': { on: 'place', operator: true, service: 'directory.write' },
  'duty.read': { on: 'place', posts: colleagues, self: true, operator: true, service: 'directory.read' },
  'notices.read': { on: 'issue', posts: [responsible], self: true, operator: true, service: 'notices.read' },
  'notices.operate': { on: 'place', operator: true, service: 'notices.operate' },
  'contacts.read': { on: 'person', self: true, operator: true, service: 'contacts.write' },
  'contacts.write': { on: 'person', self: true, operator: true, service: 'contacts.write' },
  'personal.read': { on: 'person', self: true, operator: true, service: 'personal.read' },
  'personal.erase': { on: 'person', operator: true },
  'metrics.read': {
    on: 'place',
    posts: [{ standing: 'responsible', scopes: ANYWHERE, from: 'community' }],
    operator: true,
    service: 'metrics.read',
  },
  'access.read': ofOperators,
  'users.manage': ofOperators,
  'keys.manage': ofOperators,
  'session.read': ofOneself,
  'session.close': ofOneself,
  'password.change': ofOneself,
};
