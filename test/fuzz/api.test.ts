/**
 * The HTTP interface against requests that nobody would think of: schemathesis makes them from the OpenAPI document, good ones
 * and broken ones, and holds every answer against the document.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { SCOPES } from '../../domain/rights';
import { addAccount, addKey } from '../../store';
import { startWorld, type World } from '../support/world';
import { somethingToFind } from './place';

const PROGRAM = process.env['DOORSTEP_SCHEMATHESIS'] || 'schemathesis';
/**
 * Requests of each operation that are made up at random. The edges of a schema are the same for whoever asks: where no number
 * is named, one caller tries them for all.
 */
const LONG = process.env['DOORSTEP_FUZZ_EXAMPLES'];
const SEED = process.env['DOORSTEP_FUZZ_SEED'] || '1';
/** More of its options, for whoever looks for one thing. */
const OPTIONS = (process.env['DOORSTEP_FUZZ_OPTIONS'] ?? '').split(' ').filter(Boolean);
/** Where to leave what it says of each caller, also of one about whom nothing was found; nowhere when left out. */
const REPORTS = process.env['DOORSTEP_FUZZ_REPORTS'];
const PASSWORD = 'four words that differ';
const HERE = join(packageRoot(), 'test', 'fuzz');
const LONGEST_MS = 3 * 3_600_000;
const json = { 'content-type': 'application/json' };
/** Cookies count for an address with TLS only under the name that the document gives. */
const ENV = {
  DOORSTEP_POLICIES: join(packageRoot(), 'policies'),
  DOORSTEP_PUBLIC_URL: 'https://doorstep.example.org',
  DOORSTEP_HTTP_RATE: '1000000',
  DOORSTEP_HTTP_RATE_ANONYMOUS: '1000000',
  DOORSTEP_GUESTS_PER_ADDRESS: '100000',
  DOORSTEP_GUESTS_PER_UNIT: '100000',
};

let world: World;
let url: string;
let names: string;

beforeAll(async () => {
  world = await startWorld({ env: async () => ENV });
  url = world.stack.connections.httpUrl ?? '';
  names = join(world.folder, 'names.json');
  const key = await keyFor(null);
  const found = await somethingToFind({
    doorstep: world.doorstep,
    bring: async (issue, picture) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'lamp.png');
      const headers = { authorization: `Bearer ${key}` };
      const answer = await fetch(`${url}/v1/issues/${issue}/evidence`, { method: 'POST', headers, body: form });
      return ((await answer.json()) as { readonly id: string }).id;
    },
  });
  writeFileSync(names, JSON.stringify(found));
}, 900_000);
afterAll(() => world?.close());

/** Of a person, or of a program that acts for people; with every scope. */
async function keyFor(person: string | null): Promise<string> {
  const made = { label: 'fuzz', scopes: [...SCOPES], units: null, createdBy: 'test', expiresAtMs: null };
  return (await addKey(world.database, { ...made, person, actsFor: person === null })).text;
}

const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${url}${path}`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });

async function sessionOfOperator(): Promise<string> {
  const made = { name: 'operator', person: null, isOperator: true, createdBy: 'test' };
  await addAccount(world.database, made, PASSWORD);
  const signedIn = await post('/v1/session', { name: made.name, password: PASSWORD }, { 'doorstep-request': '1' });
  return /^__Host-doorstep=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? '';
}

async function trackingCode(): Promise<string> {
  const reported = await post('/v1/reports', { text: '路灯坏了', category: 'lamps', unit: 'oleaster-1' });
  return ((await reported.json()) as { readonly trackingCode: string }).trackingCode;
}

interface Caller {
  /** Of its settings: by which scheme of the document it signs in. */
  readonly auth?: string;
  readonly options?: readonly string[];
  readonly actsForPeople?: boolean;
  readonly triesEdges?: boolean;
}

/** Throws with everything that schemathesis says when it finds something. */
async function fuzz({ auth = '', options = [], actsForPeople = false, triesEdges = false }: Caller): Promise<void> {
  const config = join(world.folder, 'schemathesis.toml');
  writeFileSync(config, `${readFileSync(join(HERE, 'schemathesis.toml'), 'utf8')}\n${auth}\n`);
  const args = [
    ...['--config-file', config, 'run', `${url}/v1/openapi.json`],
    ...['--seed', SEED, '--max-examples', LONG ?? '3', '--suppress-health-check', 'all'],
    ...(triesEdges || LONG !== undefined ? [] : ['--phases', 'examples,fuzzing,stateful']),
    ...options,
    ...OPTIONS,
  ];
  const env = {
    ...process.env,
    SCHEMATHESIS_HOOKS: 'real_names',
    PYTHONPATH: HERE,
    PYTHONDONTWRITEBYTECODE: '1',
    DOORSTEP_FUZZ_NAMES: names,
    DOORSTEP_FUZZ_ACTS_FOR_PEOPLE: actsForPeople ? 'yes' : 'no',
  };
  const child = spawn(PROGRAM, args, { cwd: world.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void said.push(chunk));
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve).once('error', reject);
  }).catch((error: unknown) => {
    throw new Error(`There is no ${PROGRAM}: pip install -r test/fuzz/requirements.txt, or name it.`, { cause: error });
  });
  const report = Buffer.concat(said).toString('utf8');
  keep(report);
  if (exit !== 0) throw new Error(report);
}

function keep(report: string): void {
  if (REPORTS === undefined) return;
  mkdirSync(REPORTS, { recursive: true });
  const caller = expect.getState().currentTestName ?? 'report';
  writeFileSync(join(REPORTS, `${caller.replace(/[^a-z]+/gi, '-')}.txt`), report);
}

it(
  'a service that acts for people',
  async () =>
    fuzz({ auth: `[auth.openapi.bearer]\nbearer = "${await keyFor(null)}"`, actsForPeople: true, triesEdges: true }),
  LONGEST_MS,
);

it(
  'a lead who is a person',
  async () => fuzz({ auth: `[auth.openapi.bearer]\nbearer = "${await keyFor('lead-oleaster-1')}"` }),
  LONGEST_MS,
);

it(
  'an operator with a session',
  async () =>
    fuzz({
      auth: `[auth.openapi.session]\napi_key = "${await sessionOfOperator()}"`,
      // Once signed out, nothing more would be seen.
      options: ['-H', 'Doorstep-Request: 1', '--exclude-operation-id', 'deleteSession'],
    }),
  LONGEST_MS,
);

it(
  'a resident with a tracking code',
  async () =>
    fuzz({ options: ['-H', `Authorization: Tracking ${await trackingCode()}`, '--include-path-regex', '/v1/reports'] }),
  LONGEST_MS,
);

it('somebody whom nobody knows', async () => fuzz({}), LONGEST_MS);
