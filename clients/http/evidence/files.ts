/** Where files of evidence lie: each under its id, whole or not there at all; here in a folder. */
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export interface EvidenceFiles {
  /** Resolves when the file survives a loss of power. */
  put(id: string, content: Buffer): Promise<unknown>;
  /** Undefined when there is none. */
  read(id: string): Promise<Readable | undefined>;
  /** Quietly when there is none. */
  remove(id: string): Promise<unknown>;
  /** Ids of files that were last written before an instant. */
  olderThan(atMs: number): AsyncIterable<string>;
  close(): void;
}

/** Of a file: `e-` and 26 letters and digits. */
export const EVIDENCE_ID = /^e-[0-9a-z]{26}$/;
const ID_LENGTH = 28;
const PARTIAL = '.partial';

/** @param folder made when it is first needed; readable by its owner only */
export function filesIn(folder: string): EvidenceFiles {
  // A folder of many thousand entries is slow to look at: one level by the last letters of the id, which are random.
  const placeOf = (id: string): readonly [folder: string, file: string] => {
    const below = join(folder, id.slice(ID_LENGTH - 2, ID_LENGTH));
    return [below, join(below, id)];
  };
  return {
    put: async (id, content) => {
      const [below, file] = placeOf(id);
      await mkdir(below, { recursive: true, mode: 0o700 });
      const partial = `${file}${PARTIAL}`;
      const handle = await open(partial, 'w', 0o600);
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(partial, file);
      const directory = await open(below, 'r');
      await directory.sync().finally(() => directory.close());
    },
    read: async (id) => {
      const [, file] = placeOf(id);
      const found = await stat(file).catch(() => undefined);
      return found === undefined ? undefined : createReadStream(file);
    },
    remove: async (id) => rm(placeOf(id)[1], { force: true }),
    olderThan: (atMs) => older(folder, atMs),
    close: () => undefined,
  };
}

async function* older(folder: string, atMs: number): AsyncGenerator<string> {
  const top = await opendir(folder).catch(() => undefined);
  if (top === undefined) return;
  for await (const below of top) {
    if (!below.isDirectory()) continue;
    for await (const entry of await opendir(join(folder, below.name))) {
      const found = await stat(join(folder, below.name, entry.name)).catch(() => undefined);
      if (found !== undefined && found.mtimeMs < atMs) yield entry.name;
    }
  }
}
