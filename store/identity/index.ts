/** What others may use of identities in the store. */
export {
  forgetAccess,
  listAccess,
  logAccess,
  OUTCOMES_OF_ACCESS,
  type Access,
  type AccessFilter,
  type AccessRecord,
} from './access-log';
export {
  accountName,
  addAccount,
  checkAccount,
  listAccounts,
  setDisabled,
  setPassword,
  type Account as LocalAccount,
  type NewAccount,
} from './accounts';
export { addressNames, networkOf, type AddressNames } from './addresses';
export { attempt, succeeded, type Guess } from './attempts';
export { addKey, findKey, listKeys, revokeKey, type ApiKey, type NewKey } from './keys';
export { makeTrackingCode, parseTrackingCode } from './secrets';
export { closeSession, findSession, openSession, type Session, type SessionTerms } from './sessions';
export { inSight, wasTold, type Sight } from './sight';
export { sweepIdentity } from './sweep';
export { findTracked, keepTrackingCode, newTrackingCode, type Tracked } from './tracking';
export { take, takeWithin, type Allowance, type Spent } from './usage';
