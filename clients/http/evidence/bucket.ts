/** Files of evidence in a bucket of an S3-compatible store, each an object under its id. */
import { Readable } from 'node:stream';
import { DoorstepError } from '../../../contracts/errors';
import { EVIDENCE_ID, type EvidenceFiles } from './files';

export interface Bucket {
  readonly name: string;
  /** Its objects begin with this, and none of the others is touched. */
  readonly prefix: string;
  readonly region: string;
  /** Of a store that is not Amazon's; buckets are then part of the path. */
  readonly endpoint: string | undefined;
}

const CONNECT_MS = 3_000;
/** Without a byte in either direction. */
const IDLE_MS = 10_000;
/** The first and two more, with a growing pause between them. */
const ATTEMPTS = 3;

/**
 * Who may: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or what else Amazon's libraries look for. The bucket has to exist.
 * They throw DoorstepError EVIDENCE_STORE_AWAY when the store does not answer or refuses.
 */
export async function filesInBucket({ name, prefix, region, endpoint }: Bucket): Promise<EvidenceFiles> {
  // Loaded only where there is a bucket.
  const s3 = await import('@aws-sdk/client-s3');
  const client = new s3.S3Client({
    region,
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS, requestTimeout: IDLE_MS },
    // Not every store knows the newer check sums; ours are in the database.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  });
  const at = (id: string) => ({ Bucket: name, Key: `${prefix}${id}` });
  return {
    put: (id, content) =>
      orAway(client.send(new s3.PutObjectCommand({ ...at(id), Body: content, ContentLength: content.length }))),
    read: async (id) => {
      const found = await orAway(client.send(new s3.GetObjectCommand(at(id))).catch(noneIfUnknown));
      return found?.Body instanceof Readable ? found.Body : undefined;
    },
    remove: (id) => orAway(client.send(new s3.DeleteObjectCommand(at(id)))),
    olderThan: async function* (atMs) {
      for await (const { Contents = [] } of s3.paginateListObjectsV2({ client }, { Bucket: name, Prefix: prefix }))
        for (const { Key = '', LastModified } of Contents) {
          const id = Key.slice(prefix.length);
          if (EVIDENCE_ID.test(id) && LastModified !== undefined && LastModified.getTime() < atMs) yield id;
        }
    },
    close: () => client.destroy(),
  };
}

function noneIfUnknown(error: unknown): undefined {
  if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
  throw error;
}

async function orAway<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : 'no answer';
    throw new DoorstepError('EVIDENCE_STORE_AWAY', `The store of evidence does not do what it is asked (${name}).`, {
      cause,
    });
  }
}
