/** A link as the store keeps it. */
import type { IssueId, PersonId } from '../../domain';
import type { ToldName } from '../deliveries/names';

/** What a link is good for. */
export interface NewLink extends ToldName {
  readonly hash: Buffer;
  /** By which the letter went out. */
  readonly channel: string;
  /** What is asked, and which one of its kind. */
  readonly question: string;
  readonly about: string;
  /** The answers that it can give. */
  readonly choices: readonly string[];
  readonly expiresAtMs: number;
}

export interface ActionLink extends NewLink {
  readonly madeAtMs: number;
  readonly revokedAtMs: number | null;
  /** How often the rules refused an answer that came by it. */
  readonly refusals: number;
  /** The first answer to its question, by whichever link of the same notice it came; null while there is none. */
  readonly answer: { readonly choice: string; readonly seq: number; readonly atMs: number } | null;
}

export interface LinkRow {
  readonly token_hash: Buffer;
  readonly issue_id: string;
  readonly seq: number;
  readonly recipient: string;
  readonly channel: string;
  readonly question: string;
  readonly about: string;
  readonly choices: readonly string[];
  readonly made_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  readonly refusals: number;
  readonly used_at: Date | null;
  readonly choice: string | null;
  readonly answered_seq: number | null;
}

export const linkFrom = (row: LinkRow): ActionLink => ({
  hash: row.token_hash,
  issue: row.issue_id as IssueId,
  seq: row.seq,
  recipient: row.recipient as PersonId,
  channel: row.channel,
  question: row.question,
  about: row.about,
  choices: row.choices,
  madeAtMs: row.made_at.getTime(),
  expiresAtMs: row.expires_at.getTime(),
  revokedAtMs: row.revoked_at?.getTime() ?? null,
  refusals: row.refusals,
  answer:
    row.used_at === null || row.choice === null || row.answered_seq === null
      ? null
      : { choice: row.choice, seq: row.answered_seq, atMs: row.used_at.getTime() },
});
