/** What the routes work with. */
import type { Logger } from 'pino';
import type { QueuesState } from '../../messaging';
import type { LivePolicies } from '../../policies/place';
import type { Database, MasterKeys, WordReader } from '../../store';
import type { Doorstep } from '../sdk';
import type { EvidenceFiles } from './evidence/files';
import type { Access } from './identity/access';
import type { IdentitySettings } from './identity/settings';
import type { HttpSettings } from './settings';

export interface Gateway {
  readonly doorstep: Doorstep;
  readonly database: Database;
  /** Opens what people wrote: the database holds it sealed. */
  readonly words: WordReader;
  readonly place: LivePolicies;
  /** The folder of documents that new directories are checked against. */
  readonly documents: string;
  readonly access: Access;
  readonly settings: HttpSettings;
  readonly identity: IdentitySettings;
  readonly files: EvidenceFiles;
  /** Whether each server answers now; ends within two seconds. */
  readonly servers: () => Promise<Readonly<Record<string, boolean>>>;
  /** How far the workers are behind. Throws DoorstepError when NATS does not tell within seconds. */
  readonly queues: () => Promise<QueuesState>;
  /** What opens contacts, asked each time: for those whose contacts they are; without any nobody can prove where they are reached. */
  readonly masterKeys: () => MasterKeys | undefined;
  readonly log: Logger;
  /** Aborted when the process is asked to stop: streams end then, so that their readers go elsewhere. */
  readonly stopping: AbortSignal;
}
