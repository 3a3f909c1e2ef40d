/** What every subcommand has at hand: who asks, in which language, where to write, and the servers when needed. */
import { DoorstepError } from '../../contracts/errors';
import type { Policies } from '../../domain/procedure/policies';
import type { PersonId, Span } from '../../domain';
import type * as Place from '../../policies/place';
import type * as PoliciesRead from '../../policies/read';
import type * as Sdk from '../sdk';
import type { Doorstep, StoredDirectory } from '../sdk';
import { jsonText } from './show/json';
import { namesOf, type Names } from './show/names';
import { clockface, type Clockface } from './show/time';
import type { Lang, Words } from './words/words';

export interface Io {
  out(text: string): void;
  err(text: string): void;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C. */
  readonly stopped: AbortSignal;
  /** Asks whoever sits at the terminal; left out when nobody does. */
  readonly ask?: (question: string) => Promise<string>;
  /** The same, and what is typed is not shown. */
  readonly askSecret?: (question: string) => Promise<string>;
  /** Overwrites one line of the terminal; left out when stderr is none. */
  readonly status?: (text: string) => void;
  /** Everything that comes on stdin. */
  readonly stdin?: () => Promise<string>;
}

export interface GlobalOptions {
  readonly json?: boolean;
  readonly as?: string;
  readonly timeoutMs?: Span;
}

export interface Session {
  readonly io: Io;
  readonly lang: Lang;
  readonly words: Words;
  readonly json: boolean;
  /** Loaded at the first call; help and wrong arguments never pay for it. */
  sdk(): typeof Sdk;
  doorstep(): Promise<Doorstep>;
  /**
   * Those of DOORSTEP_POLICIES, else of the running stack, else those that ship; once `doorstep` or `place` was called with
   * the directory of the store. Null when they can't be read: names are then ids.
   */
  policies(): Policies | null;
  /** The same with the directory of the store, where a store can be asked. Never waits long for it. */
  place(): Promise<Policies | null>;
  /** Other documents with the directory of the store, by which the engines decide. Throws what reading it throws. */
  withDirectory(documents: Policies): Promise<Policies>;
  names(): Names;
  clock(): Clockface;
  /** Who acts. Throws ACTOR_MISSING. */
  actor(): PersonId;
  /** The value for programs, the text for people. */
  answer(value: unknown, text: () => string): void;
  close(): Promise<void>;
}

export function openSession(io: Io, lang: Lang, words: Words, options: GlobalOptions): Session {
  let connected: Promise<Doorstep> | null = null;
  let read: Policies | null | undefined;
  let directory: Promise<StoredDirectory | null> | null = null;
  let stored: StoredDirectory | null = null;
  /* eslint-disable @typescript-eslint/no-require-imports -- what a subcommand does not need is not loaded, so that each starts fast */
  const sdk = (): typeof Sdk => require('../sdk') as typeof Sdk;
  const readPolicies = (): Policies => {
    const { policiesInUse, readPolicies: read } = require('../../policies/read') as typeof PoliciesRead;
    return read(policiesInUse(io.env));
  };
  const laidOver = (documents: Policies): Policies => {
    if (stored === null) return documents;
    const { withDirectory } = require('../../policies/place') as typeof Place;
    // What this version of the program can't read it does without: the names are those of the documents.
    return orNull(() => withDirectory(documents, stored!)) ?? documents;
  };
  /* eslint-enable @typescript-eslint/no-require-imports */
  const policies = (): Policies | null => {
    if (read === undefined) {
      const documents = orNull(readPolicies);
      read = documents === null ? null : laidOver(documents);
    }
    return read;
  };
  const doorstep = (): Promise<Doorstep> =>
    (connected ??= connect(sdk(), options, io.env).then(async (made) => {
      directory = made.directory.read();
      stored = await Promise.race([directory.catch(() => null), afterwards(DIRECTORY_WITHIN_MS, null)]);
      read = undefined;
      return made;
    }));
  const names = (): Names => namesOf(policies(), lang, words);
  return {
    io,
    lang,
    words,
    json: options.json === true,
    sdk,
    doorstep,
    policies,
    place: async () => {
      await doorstep().catch(() => undefined);
      return policies();
    },
    withDirectory: async (documents) => {
      // Without a stack there is no store; whoever needs one says so when it is asked for.
      await doorstep().catch(() => undefined);
      stored = await directory;
      return laidOver(documents);
    },
    names,
    clock: () => clockface(words, Date.now(), names().zone),
    actor: () => {
      const person = options.as ?? io.env['DOORSTEP_AS'];
      if (person === undefined || person === '') throw new DoorstepError('ACTOR_MISSING', 'It is not said who acts.');
      return sdk().personId(person);
    },
    answer: (value, text) => io.out(options.json === true ? jsonText(value) : text()),
    close: async () => {
      if (connected !== null)
        await connected.then(
          (doorstep) => doorstep.close(),
          () => undefined,
        );
    },
  };
}

/** Names can wait for the directory no longer than this; then they are those of the documents. */
const DIRECTORY_WITHIN_MS = 2_000;

const afterwards = <T>(ms: Span, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms).unref());

// A person at a terminal does not wait a minute to hear that nothing runs.
const connect = async (
  { connectDoorstep, findConnections, masterKeysOf }: typeof Sdk,
  { timeoutMs = 20_000 }: GlobalOptions,
  env: NodeJS.ProcessEnv,
): Promise<Doorstep> => connectDoorstep({ ...findConnections(env), masterKeys: masterKeysOf(env), timeoutMs });

function orNull<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}
