import { EXIT, type ErrorTable } from './meaning';

/** Errors of the servers and of the machine they run on. */
export const stackErrors = {
  STACK_NOT_RUNNING: {
    meaning: 'No running stack was found for this data folder.',
    remedy: 'Start one with `npm start`, or set DATABASE_URL, NATS_URL and TEMPORAL_ADDRESS.',
    exit: EXIT.stack,
  },
  STACK_HELD: {
    meaning: 'Another stack is running on this data folder.',
    remedy: 'Use that one, stop it with Ctrl-C where it runs, or choose another folder with DOORSTEP_DATA.',
    exit: EXIT.stack,
  },
  STACK_START_CANCELLED: {
    meaning: 'The start was stopped before everything was up.',
    remedy: 'Start again; nothing was left running.',
    exit: EXIT.stack,
  },
  DATA_FOLDER_UNUSABLE: {
    meaning: 'The data folder cannot be created or written.',
    remedy: 'Give this user write permission on it, or choose another folder with DOORSTEP_DATA.',
    exit: EXIT.stack,
  },
  DATA_FOLDER_UNREACHABLE: {
    meaning: 'The user that PostgreSQL runs as cannot reach the data folder or the PostgreSQL programs.',
    remedy:
      'Run as an ordinary user instead of root, or put DOORSTEP_DATA and the checkout where every user may enter, for example under /srv.',
    exit: EXIT.stack,
  },
  DISK_NEARLY_FULL: {
    meaning: 'The disk of the data folder has too little free space to start safely.',
    remedy: 'Free some space, or choose a folder on another disk with DOORSTEP_DATA.',
    exit: EXIT.stack,
  },
  PORT_TAKEN: {
    meaning: 'A port that was asked for is used by another program.',
    remedy: 'Stop that program, ask for another port with DOORSTEP_PORT_BASE, or unset it to have free ports chosen.',
    exit: EXIT.stack,
  },
  PORT_INVALID: {
    meaning: 'A port that was asked for is not a usable port number.',
    remedy: 'Set DOORSTEP_PORT_BASE to a whole number from 1024 to 65526; ten ports from there are used.',
    exit: EXIT.input,
  },
  PORTS_EXHAUSTED: {
    meaning: 'No block of ten neighbouring free ports was found.',
    remedy: 'Stop programs that hold many ports, or name a block with DOORSTEP_PORT_BASE.',
    exit: EXIT.stack,
  },
  SERVER_BINARY_MISSING: {
    meaning: 'A server is neither given, nor cached, nor can it be built here.',
    remedy: 'Install Go (see stack/go for the version), or name a running server or its program in the environment.',
    exit: EXIT.stack,
  },
  SERVER_BINARY_UNUSABLE: {
    meaning: 'A server program named in the environment does not run.',
    remedy: 'Correct or unset the variable that names it.',
    exit: EXIT.stack,
  },
  GO_BUILD_FAILED: {
    meaning: 'Building a server with Go failed.',
    remedy:
      'Read the lines quoted; Go must be new enough for stack/go and reach a Go module proxy (GOPROXY). Then start again: what was compiled is kept.',
    exit: EXIT.stack,
  },
  DOWNLOAD_MISMATCH: {
    meaning: 'A downloaded server does not have the pinned checksum and was thrown away.',
    remedy: 'Try again on another network, or name the program in the environment.',
    exit: EXIT.stack,
  },
  SERVER_UNREACHABLE: {
    meaning: 'A server named in the environment does not answer.',
    remedy: 'Check the address and that the server runs, or unset the variable to have one started.',
    exit: EXIT.stack,
  },
  SERVER_TOO_OLD: {
    meaning: 'A server named in the environment is older than Doorstep can use.',
    remedy: 'Use PostgreSQL 15, NATS 2.12 and Temporal 1.30.4 or newer.',
    exit: EXIT.stack,
  },
  SERVER_UNFIT: {
    meaning: 'A server answers but lacks something that Doorstep needs.',
    remedy: 'Turn on what the message names.',
    exit: EXIT.stack,
  },
  DATABASE_OTHER_VERSION: {
    meaning: 'The data folder was written by another major version of PostgreSQL.',
    remedy: 'Start it with that version (DOORSTEP_POSTGRES_BIN), dump it and load it into a new data folder.',
    exit: EXIT.stack,
  },
  CHILD_NOT_READY: {
    meaning: 'A process of the stack did not become ready.',
    remedy: 'Read the lines quoted and its log file in the data folder; `doorstep doctor` checks the rest.',
    exit: EXIT.stack,
  },
  SETUP_FAILED: {
    meaning: 'Preparing the database, the streams or the namespace failed.',
    remedy: 'Read the lines quoted; it is safe to start again.',
    exit: EXIT.stack,
  },
  UNPRIVILEGED_USER_MISSING: {
    meaning: 'PostgreSQL refuses to run as root and no ordinary user could be found or made for it.',
    remedy: 'Run as an ordinary user, create one named postgres (`useradd --system postgres`), or set DATABASE_URL.',
    exit: EXIT.stack,
  },
  WORKERS_NOT_BUILT: {
    meaning: 'The compiled workers are missing.',
    remedy: 'Run `npm run build` first.',
    exit: EXIT.stack,
  },
} as const satisfies ErrorTable;
