/** The words in which the table of rights speaks. */
import type { Level } from '../procedure/procedure';

/** What somebody is to one issue. A deputy is what the person is in whose place they stand, but never the reporter. */
export const RELATIONS = [
  'reporter',
  'assignee',
  'crew',
  'ladder',
  'party',
  'asked',
  'decider',
  'supervisor',
  'told',
] as const;
export type Relation = (typeof RELATIONS)[number];

export const RELATION_MEANINGS: Readonly<Record<Relation, string>> = {
  reporter: 'reported it',
  assignee: 'has it now, or handled it',
  crew: 'holds the post whose turn it is: the tier on duty, or the party to which it was dispatched',
  ladder: 'stands on another tier of its ladder',
  party: 'belongs to a unit beside the ladder to which it was dispatched, which was summoned, or which gave it back',
  asked: 'looks at the report, checks on the spot, or calls the resident, by its procedure',
  decider: 'was asked for a decision, or sits on a panel that decides by its procedure',
  supervisor: 'watches over it (督办)',
  told: 'was told of it by a notice',
};

/** What a role is to the procedures of the place, whatever the place calls it. */
export const STANDINGS = ['responsible', 'party', 'resident'] as const;
export type Standing = (typeof STANDINGS)[number];

export const STANDING_MEANINGS: Readonly<Record<Standing, string>> = {
  responsible: 'the role stands on a ladder, looks, checks, calls or decides in some procedure',
  party: 'the role is a unit beside the ladder in some procedure (a property manager, a department)',
  resident: 'every other role of the directory',
};

/** Where the matter lies, seen from the unit of a post. */
export const SCOPES_OF_UNITS = ['own', 'below', 'elsewhere'] as const;
export type UnitScope = (typeof SCOPES_OF_UNITS)[number];

/** What a key may be used for. */
export const SCOPES = [
  'issues.report',
  'issues.read',
  'issues.act',
  'directory.read',
  'directory.write',
  'notices.read',
  'notices.operate',
  'contacts.write',
  'personal.read',
  'metrics.read',
] as const;
export type Scope = (typeof SCOPES)[number];

/** A post somebody holds, seen from what is asked about. */
export interface PostFact {
  readonly standing: Standing;
  /** Of the unit at which it is held. */
  readonly level: Level;
  readonly scope: UnitScope;
}
