/** A copy of the compiled package in which one thing is otherwise. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Edit } from './variants';

/** Read at run time from the package's folder; the same for every copy. */
const SHARED = ['package.json', 'node_modules', 'policies', 'stack', 'examples'] as const;

/** Throws when the code no longer says what is to be changed: then the variant has to be looked at. */
export async function withCopy<T>(edits: readonly Edit[], use: (root: string) => Promise<T>): Promise<T> {
  const root = resolve(__dirname, '..', '..', '..');
  const copy = mkdtempSync(join(tmpdir(), 'doorstep-variant-'));
  try {
    for (const name of SHARED) symlinkSync(join(root, name), join(copy, name));
    cpSync(join(root, 'dist'), join(copy, 'dist'), { recursive: true });
    for (const { file, from, to } of edits) {
      const path = join(copy, 'dist', file);
      const text = readFileSync(path, 'utf8');
      if (text.split(from).length !== 2) throw new Error(`${file} does not hold "${from}" exactly once.`);
      writeFileSync(
        path,
        text.replace(from, () => to),
      );
    }
    return await use(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
