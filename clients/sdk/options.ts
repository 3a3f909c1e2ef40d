/** What a client is told when it connects. */
import { findConnections, type Connections } from '../../contracts/connections';
import type { Span } from '../../domain';
import { masterKeysOf, type MasterKeys } from '../../store/contacts/master-key';

export interface DoorstepOptions extends Partial<Connections> {
  /** How long a call may take with all its retries, in milliseconds; 60,000 when left out. */
  readonly timeoutMs?: Span;
  /**
   * Seals and opens what people write. Left out: DOORSTEP_MASTER_KEY, DOORSTEP_MASTER_KEY_FILE, or contacts.key in the data folder.
   * It takes the database as well: a client that names only Temporal sends words in clear, and reads sealed ones as they are.
   */
  readonly masterKeys?: () => MasterKeys | undefined;
  /** The folder of procedures and calendars that `duty` goes by. Left out: DOORSTEP_POLICIES, that of a stack on this machine, else the shipped one. */
  readonly policies?: string;
}

export type Settings = Partial<Connections> & {
  readonly timeoutMs: Span;
  readonly masterKeys: () => MasterKeys | undefined;
  readonly policies?: string;
};

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * Servers that the options name are used as they are and no other is looked for: a service that only commands names
 * Temporal alone. Without any, they are found as findConnections says (environment, then stack.json).
 */
export function settingsOf(options: DoorstepOptions = {}): Settings {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, masterKeys = masterKeysOf(process.env), policies, ...named } = options;
  const servers = [named.databaseUrl, named.natsUrl, named.temporalAddress];
  return {
    ...(servers.some((server) => server !== undefined) ? named : findConnections()),
    timeoutMs,
    masterKeys,
    ...(policies === undefined ? {} : { policies }),
  };
}
