import { EXIT, type ErrorTable } from './meaning';

/** Errors of the clients: what was asked of them, and what came back from the servers. */
export const clientErrors = {
  ARGUMENT_INVALID: {
    meaning: 'An argument is missing or has the wrong form.',
    remedy: 'See the arguments with `doorstep help` or `doorstep <command> --help`.',
    exit: EXIT.input,
  },
  ACTOR_MISSING: {
    meaning: 'It is not said who acts.',
    remedy: 'Say so with `--as <person>`, or set DOORSTEP_AS.',
    exit: EXIT.input,
  },
  REPORT_MALFORMED: {
    meaning: 'A report lacks a field or has one of the wrong form.',
    remedy: 'Mend the field named in the message; nothing was reported.',
    exit: EXIT.input,
  },
  BULK_NOT_CONFIRMED: {
    meaning: 'A bulk was not confirmed; nothing was sent.',
    remedy: 'Look at it with `--dry-run`, then run it at a terminal and answer y, or say `--yes`.',
    exit: EXIT.input,
  },
  BULK_INTERRUPTED: {
    meaning: 'A bulk was stopped before every issue had its turn.',
    remedy: 'Run the same again with the `--bulk-id` named in the message: what counted already counts once.',
    exit: EXIT.interrupted,
  },
  SERVER_AWAY: {
    meaning: 'A server does not answer at the moment.',
    remedy:
      'See which with `doorstep doctor`, then try again; a command may be sent again with the same key or command id.',
    exit: EXIT.stack,
  },
  SERVER_NOT_NAMED: {
    meaning: 'The call needs a server whose address this client was not given.',
    remedy: 'Name it when connecting, or set DATABASE_URL, NATS_URL or TEMPORAL_ADDRESS.',
    exit: EXIT.stack,
  },
  NO_ANSWER: {
    meaning: 'The command was sent, but no answer came in time. It may still be carried out.',
    remedy:
      'See whether the workers run (`doorstep doctor`), then send it again with the same key or command id: it counts once.',
    exit: EXIT.stack,
  },
  WAIT_TIMED_OUT: {
    meaning: 'What was waited for did not come to pass in time.',
    remedy: 'See what the issue waits for with `doorstep explain <issue>`, or wait longer.',
    exit: EXIT.stack,
  },
  ENGINE_FAULT: {
    meaning: 'The workflow of the issue failed in a way that no rule foresees.',
    remedy: 'Look at the workflow in the Temporal web UI and report the defect with its history.',
    exit: EXIT.stack,
  },
  CLIENT_CLOSED: { meaning: 'The client was used after it was closed.', remedy: 'Connect again.', exit: EXIT.input },
  PART_MISSING: {
    meaning: 'This checkout lacks the part of Doorstep that the command needs.',
    remedy: 'Update the checkout, then `npm ci`.',
    exit: EXIT.stack,
  },
  UNEXPECTED: {
    meaning: 'Something went wrong that no code foresees: a defect of Doorstep.',
    remedy: 'Run again with DOORSTEP_DEBUG=1 and report what it prints.',
    exit: EXIT.stack,
  },
} as const satisfies ErrorTable;
