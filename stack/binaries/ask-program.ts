/** Asks a program for its version: whether it runs at all, and whether it is what it was taken for. */
import { execFile } from 'node:child_process';
import { DoorstepError } from '../../contracts/errors';
import { quote } from '../supervisor/readable';

export interface Question {
  readonly file: string;
  /** What it should be: `a NATS server`. */
  readonly title: string;
  /** The variable that names it. */
  readonly namedIn: string;
  readonly args: readonly string[];
  /** Its first group is the version. */
  readonly answer: RegExp;
}

const BOUND_MS = 10_000;
const QUOTED = 8;

/** The version. Throws SERVER_BINARY_UNUSABLE with the last lines that the program said. */
export function askProgram({ file, title, namedIn, args, answer }: Question): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { encoding: 'utf8', timeout: BOUND_MS, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      const version = answer.exec(stdout)?.[1];
      if (error === null && version !== undefined) return resolve(version);
      const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
      reject(
        new DoorstepError(
          'SERVER_BINARY_UNUSABLE',
          `${namedIn} is ${file}, which is not ${title} that can be used: asked for its version, it ${howItEnded(error)}${
            lines.length === 0 ? '.' : ` and said:${quote(lines.slice(-QUOTED))}`
          }`,
          { details: { program: file, lines }, cause: error ?? undefined },
        ),
      );
    });
  });
}

function howItEnded(error: (Error & { code?: string | number | null; killed?: boolean }) | null): string {
  if (error === null) return 'ended with code 0 and no answer';
  if (error.code === 'ENOENT') return 'did not start (there is no such file)';
  if (typeof error.code === 'string') return `did not start (${error.code})`;
  return error.killed === true
    ? `did not end within ${BOUND_MS / 1000} s`
    : `ended with code ${error.code ?? 'unknown'}`;
}
