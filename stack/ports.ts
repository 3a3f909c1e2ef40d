/**
 * One block of ten neighbouring ports for each data folder, remembered there, so that addresses
 * stay the same over restarts. Below the range that systems hand out for outgoing connections.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { DoorstepError } from '../contracts/errors';
import { readJson, type DataFolder } from './data-folder';

const OFFSETS = {
  postgres: 0,
  nats: 1,
  natsMonitor: 2,
  temporal: 3,
  temporalHttp: 4,
  temporalUi: 5,
  temporalHistory: 6,
  temporalMatching: 7,
  temporalWorker: 8,
  http: 9,
} as const;

export type PortName = keyof typeof OFFSETS;
export type Ports = Readonly<Record<PortName, number>>;
export const PORT_NAMES = Object.keys(OFFSETS) as PortName[];

type IsFree = (port: number) => Promise<boolean>;

const BLOCK = 10;
const FIRST_BLOCK = 18_000;
const BLOCKS = 1_200;

export interface PortWishes {
  /** Named in the environment or by the caller: taken is an error, never silently another one. */
  readonly base?: number | undefined;
  readonly asked?: Partial<Ports> | undefined;
  /** From the last start: kept when free. */
  readonly remembered?: Partial<Ports> | undefined;
  /** Spreads the first try, so that stacks of several folders do not meet. */
  readonly folder: string;
}

export async function choosePorts(wishes: PortWishes, isFree: IsFree = isPortFree): Promise<Ports> {
  const asked = { ...(wishes.base === undefined ? {} : block(wishes.base)), ...wishes.asked };
  for (const [name, port] of Object.entries(asked)) {
    if (!(await isFree(port)))
      throw new DoorstepError('PORT_TAKEN', `Port ${port}, asked for as ${name}, is used by another program.`, {
        details: { name, port },
      });
  }
  const candidates = [...(isComplete(wishes.remembered) ? [wishes.remembered] : []), ...blocks(wishes.folder)];
  for (const candidate of candidates) {
    const ports = { ...candidate, ...asked };
    const open = PORT_NAMES.filter((name) => !(name in asked));
    if (
      new Set(Object.values(ports)).size === PORT_NAMES.length &&
      (await allFree(
        open.map((name) => ports[name]),
        isFree,
      ))
    )
      return ports;
  }
  throw new DoorstepError('PORTS_EXHAUSTED', 'No block of ten neighbouring free ports was found.');
}

/** Those that a stack on this folder would have. Throws PORT_INVALID, PORT_TAKEN or PORTS_EXHAUSTED. */
export function portsOf(
  folder: DataFolder,
  env: NodeJS.ProcessEnv,
  { asked, isFree }: { readonly asked?: Partial<Ports> | undefined; readonly isFree?: IsFree } = {},
): Promise<Ports> {
  const http = portFrom(env, 'DOORSTEP_HTTP_PORT', 65_535);
  const wished = { ...(http === undefined ? {} : { http }), ...asked };
  const remembered = rememberedPorts(folder);
  const base = portFrom(env, 'DOORSTEP_PORT_BASE', 65_535 - BLOCK + 1);
  return choosePorts({ base, asked: wished, remembered, folder: folder.path }, isFree);
}

/** Of the last start. */
export const rememberedPorts = (folder: DataFolder): Partial<Ports> => readJson(folder.ports) ?? {};

/** A port that the environment names. Throws PORT_INVALID. */
export function portFrom(env: NodeJS.ProcessEnv, name: string, highest: number): number | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= highest) return port;
  throw new DoorstepError('PORT_INVALID', `${name} is ${text}, which is not a port number from 1024 to ${highest}.`);
}

export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

function* blocks(folder: string): Generator<Ports> {
  const start = createHash('sha256').update(folder).digest().readUInt32BE(0) % BLOCKS;
  for (let step = 0; step < BLOCKS; step += 1) yield block(FIRST_BLOCK + ((start + step) % BLOCKS) * BLOCK);
}

function block(base: number): Ports {
  return Object.fromEntries(PORT_NAMES.map((name) => [name, base + OFFSETS[name]])) as Ports;
}

function isComplete(ports: Partial<Ports> | undefined): ports is Ports {
  return ports !== undefined && PORT_NAMES.every((name) => Number.isInteger(ports[name]));
}

async function allFree(ports: number[], isFree: IsFree): Promise<boolean> {
  for (const port of ports) if (!(await isFree(port))) return false;
  return true;
}
