/** Settings of the gateway, read once from the environment and checked. */
import { join } from 'node:path';
import { z } from 'zod';
import { dataFolder } from '../../contracts/connections';
import { settingsFrom } from '../../contracts/settings';
import { publicUrl } from '../../contracts/public-url';
import type { Bucket } from './evidence/bucket';

const settingsSchema = z.object({
  /** Loopback unless told otherwise: whoever opens it to a network puts TLS in front of it. */
  DOORSTEP_HTTP_HOST: z.string().min(1).default('127.0.0.1'),
  DOORSTEP_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Networks of proxies whose X-Forwarded-For is believed, separated by commas; nobody's when left out. */
  DOORSTEP_HTTP_TRUST_PROXY: z.string().optional(),
  /** Requests a minute of one caller who has signed in, and of one address that has not. */
  DOORSTEP_HTTP_RATE: z.coerce.number().int().min(1).default(6_000),
  DOORSTEP_HTTP_RATE_ANONYMOUS: z.coerce.number().int().min(1).default(300),
  /** Where files of evidence lie; `evidence` in the data folder when left out. Several gateways share one folder. */
  DOORSTEP_EVIDENCE_DIR: z.string().min(1).optional(),
  /** A bucket of an S3-compatible store instead of the folder, and what the names of its objects begin with. */
  DOORSTEP_EVIDENCE_S3_BUCKET: z.string().min(3).max(63).optional(),
  DOORSTEP_EVIDENCE_S3_PREFIX: z.string().max(500).default(''),
  /** Of a store that is not Amazon's. */
  DOORSTEP_EVIDENCE_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  DOORSTEP_EVIDENCE_S3_REGION: z.string().min(1).default('us-east-1'),
  /** How long requests under way may take to end when the process is asked to stop, in milliseconds. */
  DOORSTEP_DRAIN_MS: z.coerce.number().int().min(100).default(5_000),
});

export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  /** As people reach it, for links, without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly trustedProxies: readonly string[];
  readonly ratePerMinute: { readonly known: number; readonly anonymous: number };
  readonly evidenceFolder: string;
  /** Instead of the folder. */
  readonly evidenceBucket: Bucket | undefined;
  readonly drainMs: number;
}

/** Throws DoorstepError SETTING_INVALID naming every variable at fault. */
export function readHttpSettings(env: NodeJS.ProcessEnv = process.env): HttpSettings {
  const data = settingsFrom(settingsSchema, env);
  return {
    host: data.DOORSTEP_HTTP_HOST,
    port: data.DOORSTEP_HTTP_PORT,
    publicUrl: publicUrl(env),
    trustedProxies: (data.DOORSTEP_HTTP_TRUST_PROXY ?? '').split(',').flatMap((network) => network.trim() || []),
    ratePerMinute: { known: data.DOORSTEP_HTTP_RATE, anonymous: data.DOORSTEP_HTTP_RATE_ANONYMOUS },
    evidenceFolder: data.DOORSTEP_EVIDENCE_DIR ?? join(dataFolder(env), 'evidence'),
    evidenceBucket: bucketOf(data),
    drainMs: data.DOORSTEP_DRAIN_MS,
  };
}

const bucketOf = (data: z.infer<typeof settingsSchema>): Bucket | undefined =>
  data.DOORSTEP_EVIDENCE_S3_BUCKET === undefined
    ? undefined
    : {
        name: data.DOORSTEP_EVIDENCE_S3_BUCKET,
        prefix: data.DOORSTEP_EVIDENCE_S3_PREFIX,
        region: data.DOORSTEP_EVIDENCE_S3_REGION,
        endpoint: data.DOORSTEP_EVIDENCE_S3_ENDPOINT,
      };
