/** The output of one process, in a file that starts afresh with the stack and keeps one predecessor. */
import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const ROTATE_AT_BYTES = 20 * 1024 * 1024;

export function logFileOf(folder: string, name: string): string {
  return join(folder, `${name}.log`);
}

/** Called once for each start of the stack. */
export function beginLog(file: string): void {
  if (existsSync(file)) renameSync(file, `${file}.1`);
}

/** Open for a process about to start; a large file makes room first. The caller closes it. */
export function openLog(file: string): number {
  const handle = openSync(file, 'a', 0o600);
  if (fstatSync(handle).size < ROTATE_AT_BYTES) return handle;
  closeSync(handle);
  renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

export function lastLines(file: string, count = 12): string[] {
  try {
    const handle = openSync(file, 'r');
    try {
      const { size } = fstatSync(handle);
      const length = Math.min(size, 16_384);
      const buffer = Buffer.alloc(length);
      readSync(handle, buffer, 0, length, size - length);
      // Frames of a stack only push out the sentence that says what happened.
      return buffer
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '' && !/^\s+at /.test(line))
        .slice(-count);
    } finally {
      closeSync(handle);
    }
  } catch {
    return [];
  }
}
