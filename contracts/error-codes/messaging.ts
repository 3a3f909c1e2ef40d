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
    remedy: 'Check user and password in NATS_URL, and what the server allows this user.',
    exit: EXIT.stack,
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
