/** Who may do what at the door. */
export { auditedAs } from './audited';
export { judge, type Facts, type KeyFacts, type PersonFacts, type ServiceFacts, type Verdict } from './judge';
export { commandOperation, isOperation, OPERATIONS, type CommandOperation, type Operation } from './operations';
export { answeringRoles, isWithin, postFacts, unitsAnsweredFor, unitsWithin, type Place } from './places';
export { relationsOf } from './relations';
export { RIGHTS } from './table';
export { SCOPES, type PostFact, type Relation, type Scope } from './terms';
