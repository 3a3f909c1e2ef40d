/** Everything a Temporal server must have before workers start, on ours and on any other. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { DoorstepError } from '../../contracts/errors';
import { SEARCH_ATTRIBUTES } from './search-attributes';

const ALREADY_EXISTS = 6;
const NOT_FOUND = 5;

export interface NamespaceOptions {
  /** How long a namespace made here keeps closed workflows. The event log keeps everything for ever. */
  readonly retentionHours?: number;
  readonly timeoutMs?: number;
}

/**
 * Creates the namespace and the search attributes where missing and returns once both can be used.
 * Safe to run again and by several processes at once. Throws SERVER_UNREACHABLE.
 */
export async function prepareNamespace(
  address: string,
  namespace: string,
  options: NamespaceOptions = {},
): Promise<void> {
  const connection = await connectTo(address);
  try {
    await ensureNamespace(connection, namespace, options.retentionHours ?? DEFAULT_RETENTION_HOURS);
    const until = performance.now() + (options.timeoutMs ?? 30_000);
    for (;;) {
      try {
        await ensureSearchAttributes(connection, namespace);
        await probeSearchAttributes(connection, namespace);
        return;
      } catch (cause) {
        // Both take a moment to be known to every part of the server.
        if (performance.now() > until) {
          throw new DoorstepError(
            'SERVER_UNFIT',
            `The namespace ${namespace} of Temporal at ${address} did not become usable: ${(cause as Error).message}`,
            { cause },
          );
        }
        await sleep(200);
      }
    }
  } finally {
    await connection.close();
  }
}

export const DEFAULT_RETENTION_HOURS = 72;

/** Throws unless the server answers and knows the namespace. */
export async function namespaceAnswers(address: string, namespace: string): Promise<void> {
  const connection = await connectTo(address);
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } finally {
    await connection.close();
  }
}

/** Throws SERVER_UNREACHABLE. */
export async function connectTo(address: string): Promise<Connection> {
  try {
    return await Connection.connect({ address, connectTimeout: '5s' });
  } catch (cause) {
    throw new DoorstepError(
      'SERVER_UNREACHABLE',
      `Temporal at ${address} does not answer: ${(cause as Error).message}`,
      { cause },
    );
  }
}

async function ensureNamespace(connection: Connection, namespace: string, retentionHours: number): Promise<void> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return;
  } catch (error) {
    if (codeOf(error) !== NOT_FOUND) throw error;
  }
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      description: 'Doorstep issues',
      workflowExecutionRetentionPeriod: msToTs(retentionHours * 3_600_000),
    });
  } catch (error) {
    if (codeOf(error) !== ALREADY_EXISTS) throw error;
  }
}

async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(([name, type]) => [name, INDEXED[type]])),
    });
  } catch (error) {
    if (codeOf(error) !== ALREADY_EXISTS) throw error;
  }
}

/** IndexedValueType of temporal/api/enums/v1/common.proto. */
const INDEXED = { Keyword: 2, Int: 3, Datetime: 6 } as const;

/** A query that names every attribute is refused until the server knows them all. */
async function probeSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const query = Object.keys(SEARCH_ATTRIBUTES)
    .map((name) => `${name} IS NULL`)
    .join(' AND ');
  await connection.workflowService.countWorkflowExecutions({ namespace, query });
}

function codeOf(error: unknown): number | undefined {
  return (error as { code?: number }).code;
}
