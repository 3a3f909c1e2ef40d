/** Where people can be reached. */
export { addressText, masked, parseAddress, ROBOTS, secretKey, type Address, type RobotKind } from './address';
export {
  disableContact,
  eraseContacts,
  listContacts,
  openContact,
  removeContact,
  setContacts,
  type Contact,
  type NewContact,
  type SealedContact,
} from './contacts';
export {
  ensureMasterKeys,
  findMasterKeys,
  makeMasterKeys,
  masterKeyFile,
  type MasterKey,
  type MasterKeys,
} from './master-key';
