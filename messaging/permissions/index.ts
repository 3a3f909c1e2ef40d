/** What other rooms may use of the NATS users. */
export { keepCredentials, type CredentialsKept, type CredentialWishes } from './credentials';
export {
  inboxPrefix,
  permissionsOf,
  ROLE_NAMES,
  STANDING_ROLES,
  userName,
  type NatsUser,
  type RoleName,
} from './roles';
export { readSeedFile, signInWith } from './seed-file';
