/** policies/retention.yaml: how long what is personal is kept after an issue was closed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { judge, openDocument, type Source } from '../domain/procedure/documents/document';
import { refuse } from '../domain/procedure/documents/problems';
import { versionSchema } from '../domain/procedure/documents/words';
import type { Span } from '../domain';
import { policiesFolder, readSource } from './read';

const DAY_MS = 86_400_000;
/** Leap days are the holder's: never shorter than the years that are written. */
const YEAR_DAYS = 366;

/** Null keeps for good. */
export interface Retention {
  readonly words: Span | null;
  readonly evidence: Span | null;
  readonly deliveries: Span | null;
}

const FORM = '{ days: 90 }, { years: 3 } or for-good';

/** @param least days below which a mistake is likelier than a wish: what is removed does not come back */
const kept = (least: number) =>
  z
    .union([z.literal('for-good'), z.strictObject({ days: z.int() }), z.strictObject({ years: z.int() })], {
      error: `must be ${FORM}`,
    })
    .refine((span) => daysOf(span) === null || (daysOf(span)! >= least && daysOf(span)! <= 36_600), {
      error: `must be from ${least} days to 100 years`,
    });

const retentionSchema = z.strictObject({
  version: versionSchema.describe('Raise it with every change.'),
  keep: z
    .strictObject({
      words: kept(90).describe(
        'What people said: reports, reasons, comments; not the coordinates of reports, which stay.',
      ),
      evidence: kept(30).describe('Files that were uploaded.'),
      deliveries: kept(7).describe('What became of notices beyond the inbox, and links in letters.'),
    })
    .describe('Each counts from the last thing that happened to a closed issue.'),
});

export const retentionJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(retentionSchema, { io: 'input' });

type Written = 'for-good' | { readonly days: number } | { readonly years: number };
const daysOf = (span: Written): number | null =>
  span === 'for-good' ? null : 'days' in span ? span.days : span.years * YEAR_DAYS;
const spanOf = (span: Written): Span | null => {
  const days = daysOf(span);
  return days === null ? null : days * DAY_MS;
};

/** Throws RETENTION_INVALID with every mistake by line and field. */
export function parseRetention(source: Source): Retention {
  const { document, problems } = openDocument(source);
  if (document === undefined) return refuse('RETENTION_INVALID', source.path, problems);
  const judged = judge(document, retentionSchema);
  if (judged.value === undefined) return refuse('RETENTION_INVALID', source.path, judged.problems);
  const { words, evidence, deliveries } = judged.value.keep;
  return { words: spanOf(words), evidence: spanOf(evidence), deliveries: spanOf(deliveries) };
}

/** Null where the place has no such file. Throws RETENTION_INVALID, POLICIES_UNREADABLE. */
export function readRetention(folder: string = policiesFolder()): Retention | null {
  const path = join(folder, 'retention.yaml');
  return existsSync(path) ? parseRetention(readSource(path)) : null;
}
