/** Fetches a release, compares its checksum, and unpacks the one program that is wanted. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DoorstepError } from '../../contracts/errors';
import type { Release } from './releases';

const run = promisify(execFile);
const BOUND_MS = 120_000;

/** False when the network does not allow it. Throws DOWNLOAD_MISMATCH when something else came than was pinned. */
export async function download(release: Release, file: string, signal?: AbortSignal): Promise<boolean> {
  const archive = await fetchAll(release.url, signal);
  if (archive === undefined) return false;
  const sha256 = createHash('sha256').update(archive).digest('hex');
  if (sha256 !== release.sha256) {
    throw new DoorstepError(
      'DOWNLOAD_MISMATCH',
      `${release.url} has the checksum ${sha256}, but ${release.sha256} is pinned.`,
    );
  }
  const folder = mkdtempSync(join(dirname(file), '.unpacking-'));
  try {
    writeFileSync(join(folder, 'archive.tar.gz'), archive);
    await run('tar', ['-xzf', 'archive.tar.gz', release.member], { cwd: folder });
    chmodSync(join(folder, release.member), 0o755);
    renameSync(join(folder, release.member), file);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fetchAll(url: string, signal?: AbortSignal): Promise<Buffer | undefined> {
  const bound = AbortSignal.timeout(BOUND_MS);
  try {
    const answer = await fetch(url, { signal: signal === undefined ? bound : AbortSignal.any([bound, signal]) });
    return answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}
