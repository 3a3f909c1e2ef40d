/**
 * Every place that holds something of a person, and every column that does not: a test holds it against the schema, so that
 * a new column is judged before it holds anything. docs/personal-data.md is made from it, and a certificate of erasure names
 * its digest.
 */
import { createHash } from 'node:crypto';
import type { DataCategory } from './categories';
import { TABLES } from './inventory-tables';

export interface TableOfData {
  readonly holds: string;
  /** What erasing a person does to it; null where it holds nothing of anybody. */
  readonly erasure: string | null;
  readonly personal: Readonly<Record<string, DataCategory>>;
  /** Columns that say nothing of a person, one word each. */
  readonly none: string;
}

/** What is no table of the product. */
export interface OtherPlace {
  readonly place: string;
  readonly category: DataCategory | null;
  readonly holds: string;
  readonly kept: string;
  readonly erasure: string;
}

export const OTHER_PLACES: readonly OtherPlace[] = [
  {
    place: 'NATS stream EVENTS',
    category: 'part',
    holds: 'ids, codes and instants of events',
    kept: '30 days',
    erasure: 'stays: no names and no words',
  },
  {
    place: 'NATS stream NOTICES',
    category: 'part',
    holds: 'ids of those who have to be told',
    kept: 'until they are told',
    erasure: 'stays: no names and no words',
  },
  {
    place: 'NATS stream INBOX',
    category: 'message',
    holds: 'the texts that each person was told, under a subject of their own; texts name who acted',
    kept: '30 days, at most 1,000 a person',
    erasure: 'the person’s subject is purged; texts to others that name the person lapse within 30 days',
  },
  {
    place: 'NATS stream RECEIPTS',
    category: 'part',
    holds: 'that a notice was read',
    kept: 'until it is recorded',
    erasure: 'stays: ids only',
  },
  {
    place: 'NATS stream DEAD',
    category: 'part',
    holds: 'messages that could not be processed, with ids',
    kept: 'until an operator purges it, the newest 100,000',
    erasure: 'stays: ids only',
  },
  {
    place: 'Temporal: histories of workflows',
    category: 'words',
    holds: 'commands with what was said, and where; ids',
    kept: 'as long as the namespace retains closed workflows',
    erasure:
      'words and places are sealed with the key of their issue, which is destroyed; what is there in clear stays until then',
  },
  {
    place: 'folder of evidence (DOORSTEP_EVIDENCE_DIR)',
    category: 'evidence',
    holds: 'the files themselves',
    kept: 'as their rows',
    erasure: 'files that the person brought are removed',
  },
  {
    place: 'bucket of evidence (DOORSTEP_EVIDENCE_S3_BUCKET)',
    category: 'evidence',
    holds: 'the files themselves, where they are not in the folder',
    kept: 'as their rows; older versions of objects as long as the bucket keeps versions',
    erasure:
      'files that the person brought are deleted; where the bucket keeps versions they outlive it: turn them off, or let them expire',
  },
  {
    place: 'policies/community.yaml',
    category: 'identity',
    holds: 'the directory as it was first read',
    kept: 'the operator’s file',
    erasure: 'the operator’s: take the name out of it before it is imported again',
  },
  {
    place: 'contacts.key, seed files of NATS users',
    category: null,
    holds: 'keys of the installation',
    kept: 'as long as it runs',
    erasure: 'nothing of anybody',
  },
  {
    place: 'logs of processes',
    category: 'part',
    holds: 'ids, codes and counts',
    kept: 'where the operator sends them',
    erasure: 'nothing of anybody but ids',
  },
  {
    place: 'backups',
    category: 'words',
    holds: 'what the database, and the folder or bucket of evidence, held',
    kept: 'the operator’s: no longer than 30 days is advised',
    erasure: 'lapses with the backup; after a restore every erasure since is asked for again',
  },
];

export const INVENTORY: Readonly<Record<string, TableOfData>> = TABLES;

/** In hexadecimal: which inventory an erasure went by. */
export const inventoryDigest = (): string =>
  createHash('sha256')
    .update(JSON.stringify([INVENTORY, OTHER_PLACES]))
    .digest('hex');
