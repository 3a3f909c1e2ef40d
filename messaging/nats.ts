/** The parts of the NATS client that this room uses; nobody else imports the client. */
export {
  AuthorizationError,
  connect,
  createInbox,
  headers,
  nanos,
  nkeyAuthenticator,
  nkeys,
  nuid,
  PermissionViolationError,
  UserAuthenticationExpiredError,
  type ConnectionOptions,
  type Msg,
  type NatsConnection,
} from '@nats-io/transport-node';
export const DEFAULT_INBOX_PREFIX = '_INBOX';
