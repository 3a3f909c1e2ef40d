/**
 * The HTTP interface against requests that nobody would think of: schemathesis makes them from the OpenAPI documents, good ones
 * and broken ones, and holds every answer against the document.
 */
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { SCOPES } from '../../domain/rights';
import { addAccount, addKey } from '../../store';
import { startWorld, type World } from '../support/world';
import { open311Names, somethingToFind } from './place';
import { fuzz, type Caller, type Target } from './schemathesis';

const PASSWORD = 'four words that differ';
const LONGEST_MS = 12 * 3_600_000;
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
let api: Target;
let open311: Target;

beforeAll(async () => {
  world = await startWorld({ env: async () => ENV });
  url = world.stack.connections.httpUrl ?? '';
  const { folder, doorstep } = world;
  const key = await keyFor(null);
  const headers = { authorization: `Bearer ${key}` };
  const names = await somethingToFind({
    doorstep,
    bring: async (issue, picture) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'lamp.png');
      const answer = await fetch(`${url}/v1/issues/${issue}/evidence`, { method: 'POST', headers, body: form });
      return ((await answer.json()) as { readonly id: string }).id;
    },
  });
  api = { documentUrl: `${url}/v1/openapi.json`, settings: 'schemathesis.toml', names, folder };
  const reported = async (fields: Readonly<Record<string, string>>) => {
    const answer = await fetch(`${url}/open311/v2/requests.json`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields),
    });
    return ((await answer.json()) as readonly { readonly service_request_id: string }[])[0]?.service_request_id ?? '';
  };
  open311 = {
    documentUrl: `${url}/open311/openapi.json`,
    settings: 'open311.toml',
    names: await open311Names(doorstep, reported),
    folder,
  };
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

/** Of a resident without an account, and the issue that it opens. */
async function trackedReport(): Promise<{ readonly trackingCode: string; readonly issue: string }> {
  const reported = await post('/v1/reports', { text: '路灯坏了', category: 'lamps', unit: 'oleaster-1' });
  return (await reported.json()) as { readonly trackingCode: string; readonly issue: string };
}

const bearer = async (person: string | null): Promise<string> =>
  `[auth.openapi.bearer]\nbearer = "${await keyFor(person)}"`;
const callers: Readonly<Record<string, () => Promise<Caller>>> = {
  'a service that acts for people': async () => ({ auth: await bearer(null), actsForPeople: true, triesEdges: true }),
  'a lead who is a person': async () => ({ auth: await bearer('lead-oleaster-1') }),
  'an operator with a session': async () => ({
    auth: `[auth.openapi.session]\napi_key = "${await sessionOfOperator()}"`,
    // Once signed out, nothing more would be seen.
    options: ['-H', 'Doorstep-Request: 1', '--exclude-operation-id', 'deleteSession'],
  }),
  'a resident with a tracking code': async () => {
    const { trackingCode, issue } = await trackedReport();
    return {
      options: ['-H', `Authorization: Tracking ${trackingCode}`],
      paths: '/v1/reports',
      names: { issue: [issue] },
    };
  },
  'somebody whom nobody knows': async () => ({}),
};
const open311Callers: Readonly<Record<string, () => Promise<Caller>>> = {
  'a city’s app that acts for people': async () => ({
    auth: `${await bearer(null)}\n[auth.openapi.api_key]\napi_key = "${await keyFor(null)}"`,
    triesEdges: true,
  }),
  'an app without a key': async () => ({}),
};

it.each(Object.keys(callers))('%s', async (name) => fuzz(api, (await callers[name]?.()) ?? {}), LONGEST_MS);

it.each(Object.keys(open311Callers))(
  'Open311: %s',
  async (name) => fuzz(open311, (await open311Callers[name]?.()) ?? {}),
  LONGEST_MS,
);
