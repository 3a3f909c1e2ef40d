/** Where people can be reached. */
export { addressText, masked, parseAddress, ROBOTS, secretKey, type Address, type RobotKind } from './address';
export {
  disableContact,
  eraseContacts,
  listContacts,
  openContact,
  putContact,
  removeContact,
  setContacts,
  type Contact,
  type NewContact,
  type SealedContact,
} from './contacts';
export { fingerprintContacts, peopleReachedAt } from './find';
export { forgetGuestContacts } from './guests';
export { rewrapContactKeys } from './rewrap';
export {
  ensureMasterKeys,
  findMasterKeys,
  makeMasterKeys,
  masterKeyFile,
  masterKeysOf,
  type MasterKey,
  type MasterKeys,
} from './master-key';
