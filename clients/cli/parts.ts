/** `start` and `demo`: whole programs of their own, which read their own arguments. */
import { DoorstepError } from '../../contracts/errors';

interface Demo {
  runDemo(argv: readonly string[]): Promise<number>;
}

interface Start {
  start(): Promise<void>;
}

/** The exit code, or null when the first argument names no part. After `start` the stack runs on until it is stopped. */
export async function runPart(argv: readonly string[]): Promise<number | null> {
  const [name, ...rest] = argv;
  /* eslint-disable @typescript-eslint/no-require-imports -- loaded only when asked for */
  if (name === 'demo') return load('demo', () => require('../demo') as Demo).runDemo(rest);
  if (name !== 'start' || rest.includes('--help') || rest.includes('-h')) return null;
  await load('start', () => require('../../stack/main') as Start).start();
  /* eslint-enable @typescript-eslint/no-require-imports */
  return 0;
}

function load<T>(name: string, part: () => T): T {
  try {
    return part();
  } catch (cause) {
    const missing =
      (cause as { code?: unknown }).code === 'MODULE_NOT_FOUND' &&
      /\.\.\/(demo|stack\/main)'/.test((cause as Error).message);
    if (!missing) throw cause;
    throw new DoorstepError('PART_MISSING', `This checkout has no \`${name}\`.`, { cause });
  }
}
