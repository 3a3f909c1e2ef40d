import { EXIT, type ErrorTable } from './meaning';

/** Errors of NATS and of what Doorstep keeps there. */
export const messagingErrors = {
  NATS_UNREACHABLE: {
    meaning: 'NATS does not answer.',
    remedy:
      'Check that the stack runs (`npm start`) or that NATS_URL is right: host:port, several separated by commas.',
    exit: EXIT.stack,
  },
  NATS_REFUSED: {
    meaning: 'NATS answers but refuses this user.',
    remedy:
      'Name the seed file of your NATS user in NATS_NKEY_SEED_FILE or the folder of credentials in DOORSTEP_NATS_CREDENTIALS, or check user and password in NATS_URL, and see what the server allows this user.',
    exit: EXIT.stack,
  },
  NATS_KEY_UNREADABLE: {
    meaning: 'The file with the secret key of a NATS user can’t be read.',
    remedy: 'Check the path and its permissions; `doorstep nats credentials` makes the files of roles that have none.',
    exit: EXIT.stack,
  },
  NATS_USERS_UNREADABLE: {
    meaning: 'The list of NATS users in the folder of credentials can’t be read.',
    remedy:
      'Restore users.json of that folder from a backup, or remove it and name the persons again: seed files that are there keep their keys.',
    exit: EXIT.stack,
  },
  NATS_RELOAD_FAILED: {
    meaning: 'The running NATS server did not take over its changed users.',
    remedy:
      'See nats.log in the data folder and run the same again: it completes what was begun. The old keys are valid until then.',
    exit: EXIT.stack,
  },
  NATS_USER_UNKNOWN: {
    meaning: 'There is no such NATS user.',
    remedy: 'Name a role (engine) or a participant (participant.<person>) as `doorstep nats credentials` lists them.',
    exit: EXIT.missing,
  },
  NATS_WITHOUT_JETSTREAM: {
    meaning: 'NATS runs without JetStream, so nothing would be kept.',
    remedy: 'Turn JetStream on (`jetstream { store_dir: … }` in the server’s configuration) for this account.',
    exit: EXIT.stack,
  },
  NATS_STREAM_UNFIT: {
    meaning:
      'A stream or consumer could not be created as Doorstep needs it, or the server ignored one of its options.',
    remedy:
      'Use NATS 2.12 or newer; if a stream of this name was made by hand, look at it with `nats stream info` and remove it if it is not needed.',
    exit: EXIT.stack,
  },
  NATS_MESSAGE_UNFIT: {
    meaning: 'What was to be sent does not have the form that its readers expect.',
    remedy: 'Mend the field named in the message.',
    exit: EXIT.input,
  },
} as const satisfies ErrorTable;
