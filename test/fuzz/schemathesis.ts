/** One run of schemathesis, or one after another with other seeds until the time is up. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';

const PROGRAM = process.env['DOORSTEP_SCHEMATHESIS'] || 'schemathesis';
/**
 * Requests of each operation that are made up at random. The edges of a schema are the same for whoever asks: where no number
 * is named, one caller tries them for all.
 */
const EXAMPLES = process.env['DOORSTEP_FUZZ_EXAMPLES'];
const SEED = Number(process.env['DOORSTEP_FUZZ_SEED'] || '1');
/** Of each caller: then no run begins any more. One run when left out. */
const MINUTES = Number(process.env['DOORSTEP_FUZZ_MINUTES'] || '0');
/** Which paths, as a regular expression, instead of those that each caller tries. */
const PATHS = process.env['DOORSTEP_FUZZ_PATHS'];
/** More of its options, for whoever looks for one thing. */
const OPTIONS = (process.env['DOORSTEP_FUZZ_OPTIONS'] ?? '').split(' ').filter(Boolean);
/** Where to leave what it says of each caller, also of one about whom nothing was found; nowhere when left out. */
const REPORTS = process.env['DOORSTEP_FUZZ_REPORTS'];
const HERE = join(packageRoot(), 'test', 'fuzz');

export interface Caller {
  /** Of its settings: by which schemes of the document it signs in. */
  readonly auth?: string;
  readonly options?: readonly string[];
  /** A regular expression; every path when left out. */
  readonly paths?: string;
  /** What there is to be named by nobody else. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly actsForPeople?: boolean;
  readonly triesEdges?: boolean;
}

/** What is fuzzed: its document, and what there is to be named. */
export interface Target {
  readonly documentUrl: string;
  /** Beside this file. */
  readonly settings: string;
  readonly names: Readonly<Record<string, unknown>>;
  /** To work in. */
  readonly folder: string;
}

/** Throws with everything that schemathesis says when it finds something. */
export async function fuzz(target: Target, caller: Caller): Promise<void> {
  const untilMs = Date.now() + MINUTES * 60_000;
  let seed = SEED;
  do {
    const { exit, report } = await run(target, caller, seed);
    keep(seed, report);
    if (exit !== 0) throw new Error(`Seed ${seed}: ${report}`);
    seed += 1;
  } while (Date.now() < untilMs);
}

async function run(
  { documentUrl, settings, names, folder }: Target,
  { auth = '', options = [], paths, names: ownNames = {}, actsForPeople = false, triesEdges = false }: Caller,
  seed: number,
): Promise<{ readonly exit: number | null; readonly report: string }> {
  const [config, namesFile] = [join(folder, 'schemathesis.toml'), join(folder, 'names.json')];
  writeFileSync(config, `${readFileSync(join(HERE, settings), 'utf8')}\n${auth}\n`);
  writeFileSync(namesFile, JSON.stringify(joined(names, ownNames)));
  const chosen = PATHS || paths;
  const args = [
    ...['--config-file', config, 'run', documentUrl],
    ...['--seed', String(seed), '--max-examples', EXAMPLES ?? '3', '--suppress-health-check', 'all'],
    ...(triesEdges || EXAMPLES !== undefined ? [] : ['--phases', 'examples,fuzzing,stateful']),
    ...(chosen === undefined ? [] : ['--include-path-regex', chosen]),
    ...options,
    ...OPTIONS,
  ];
  const env = {
    ...process.env,
    SCHEMATHESIS_HOOKS: 'real_names',
    PYTHONPATH: HERE,
    PYTHONDONTWRITEBYTECODE: '1',
    DOORSTEP_FUZZ_NAMES: namesFile,
    DOORSTEP_FUZZ_ACTS_FOR_PEOPLE: actsForPeople ? 'yes' : 'no',
  };
  const child = spawn(PROGRAM, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void said.push(chunk));
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve).once('error', reject);
  }).catch((error: unknown) => {
    throw new Error(`There is no ${PROGRAM}: pip install -r test/fuzz/requirements.txt, or name it.`, { cause: error });
  });
  return { exit, report: Buffer.concat(said).toString('utf8') };
}

const joined = (names: Target['names'], own: NonNullable<Caller['names']>): Target['names'] => ({
  ...names,
  ...Object.fromEntries(Object.entries(own).map(([kind, more]) => [kind, [...more, ...asList(names[kind])]])),
});
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function keep(seed: number, report: string): void {
  if (REPORTS === undefined) return;
  mkdirSync(REPORTS, { recursive: true });
  const caller = expect.getState().currentTestName ?? 'report';
  writeFileSync(join(REPORTS, `${caller.replace(/[^a-z0-9]+/gi, '-')}-${seed}.txt`), report);
}
