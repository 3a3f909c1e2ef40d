/** What the routes work with. */
import type { Logger } from 'pino';
import type { LivePolicies } from '../../policies/place';
import type { Database } from '../../store';
import type { Doorstep } from '../sdk';
import type { Access } from './identity/access';
import type { HttpSettings } from './settings';

export interface Gateway {
  readonly doorstep: Doorstep;
  readonly database: Database;
  readonly place: LivePolicies;
  readonly access: Access;
  readonly settings: HttpSettings;
  /** Whether each server answers now; ends within two seconds. */
  readonly servers: () => Promise<Readonly<Record<string, boolean>>>;
  readonly log: Logger;
  /** Aborted when the process is asked to stop: streams end then, so that their readers go elsewhere. */
  readonly stopping: AbortSignal;
}
