/** Small pieces that every policy document uses: ids, languages, texts in both languages. */
import { z } from 'zod';

export const LANGS = ['zh', 'en'] as const;
export type Lang = (typeof LANGS)[number];

/** A name for people, in every language of the product. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

const shortText = z.string().trim().min(1).max(200);
export const textSchema = z.strictObject({
  zh: shortText.describe('In Chinese.'),
  en: shortText.describe('In English.'),
});
export const nameSchema = z.string().trim().min(1).max(80);

/** Ids become NATS subject tokens and parts of workflow ids, so they hold nothing that either would have to escape. */
export const ID = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
export const idSchema = z.string().regex(ID, {
  error: 'must be 1 to 64 of a-z, 0-9 and inner hyphens, because it becomes part of subjects and workflow ids',
});

export const versionSchema = z.int().min(1).max(1_000_000);
