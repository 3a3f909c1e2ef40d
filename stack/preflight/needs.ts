/** What a start needs, judged before anything is started: the start refuses by it, and the doctor tells of it. */
import { readPolicies } from '../../policies/read';
import { NATS, TEMPORAL } from '../binaries/go-servers';
import { dataLayout, freeBytes, judgeDataFolder, LEAST_FREE_BYTES, nearestFolder } from '../data-folder';
import { requireWorkers } from '../supervisor/workers';
import { say, type Part, type Phrase } from '../texts';
import { judgeCluster, judgeGoServer, judgePostgres } from './programs';

export interface Need {
  readonly part: Part;
  readonly check: string;
  /** What was found, and what had better be done all the same. Throws what a start refuses with; changes nothing. */
  readonly judge: () => Judged | Promise<Judged>;
}
export type Judged = Phrase | { readonly found: Phrase; readonly advice: Phrase };

export interface Wishes {
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** The folder that the workers would read; undefined when none are started. */
  readonly policies: string | undefined;
}

/** Below this a start goes well and the disk is full soon. */
const COMFORTABLE_BYTES = 4 * LEAST_FREE_BYTES;

/** Ports are not among them: they are free only once what is left over has been stopped. */
export function needsOf({ dataDir, env, policies }: Wishes): readonly Need[] {
  const forWorkers: readonly Need[] =
    policies === undefined
      ? []
      : [
          { part: 'stack', check: 'workers', judge: builtWorkers },
          { part: 'policies', check: 'documents', judge: () => soundPolicies(policies) },
        ];
  return [
    ...forWorkers,
    { part: 'stack', check: 'writable', judge: () => writable(dataDir) },
    { part: 'machine', check: 'disk', judge: () => disk(dataDir) },
    { part: 'postgres', check: 'comes from', judge: () => judgePostgres(env) },
    { part: 'postgres', check: 'data', judge: () => judgeCluster(dataLayout(dataDir).postgres, env) },
    { part: 'nats', check: 'comes from', judge: () => judgeGoServer(NATS, env) },
    { part: 'temporal', check: 'comes from', judge: () => judgeGoServer(TEMPORAL, env) },
  ];
}

/** Throws the first refusal, in the order of the needs. */
export async function requireAll(needs: readonly Need[]): Promise<void> {
  // Together, because most of them wait for another process.
  const outcomes = await Promise.allSettled(needs.map(async ({ judge }) => judge()));
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  if (refused !== undefined) throw refused.reason;
}

function builtWorkers(): Phrase {
  requireWorkers();
  return say('workers.built');
}

function soundPolicies(folder: string): Phrase {
  readPolicies(folder);
  return say('policies.fine', { folder });
}

function writable(folder: string): Phrase {
  judgeDataFolder(folder);
  return say('folder.fit', { folder });
}

function disk(folder: string): Judged {
  const free = freeBytes(nearestFolder(folder));
  const found = say('disk.free', { gigabytes: (free / 1024 ** 3).toFixed(1), folder });
  return free >= COMFORTABLE_BYTES ? found : { found, advice: say('disk.scarce') };
}
