/** The door: words are sealed here, before Temporal, the log or anybody else is given them. */
import { sql } from 'kysely';
import { DoorstepError } from '../../contracts/errors';
import type { IssueId } from '../../domain';
import { isSealed } from '../../domain/kernel/sealed';
import type { MasterKeys } from '../contacts';
import type { Database } from '../database';
import { layDraft, layReady } from './draft';
import { freshKey, keysForWriting, liveKeys, sealsWords, type Written } from './keys';
import { REPORT_TEXT, type Seal } from './seal';
import { sealWords, type WordKey } from './sealing';
import { sealedVectors } from './vectors';

/** As it is. */
const clear: Seal = (_field, words) => words;

export interface NewText extends Written {
  /** Of the report, in clear. */
  readonly text: string;
}

export interface SealedText {
  readonly seal: Seal;
  /** A tsvector of tokens. */
  readonly words: string;
}

/** How long it is taken for granted that nobody seals. */
const CLEAR_FOR_MS = 10_000;

export class WordWriter {
  private clearUntilMs = 0;

  constructor(
    private readonly database: Database,
    private readonly masterKeys: () => MasterKeys | undefined,
  ) {}

  /**
   * For what is said of an issue. Without a master key words stay clear, unless this installation has sealed words before.
   * Throws WORD_KEY_UNFIT.
   * @param makes whether an issue without a key gets one; without, the words stay clear then
   */
  async sealFor(issue: IssueId, makes = true): Promise<Seal> {
    const masters = await this.masters();
    if (masters === undefined) return clear;
    const found = (await liveKeys(this.database, masters, [issue])).get(issue);
    if (found !== undefined) return sealWith(found, issue);
    if (!makes) return clear;
    const person = await this.reporterOf(issue);
    const made = (await keysForWriting(this.database, masters, [{ issue, person }])).get(issue);
    return made === undefined ? clear : sealWith(made, issue);
  }

  /**
   * The text of a report as it is given to the engine; lays ready what the issue will be found by, with its key, in one
   * transaction: nothing is sealed with a key that can still be lost. Throws WORD_KEY_UNFIT.
   * @param mayBeKnown whether the same report may have come before
   */
  async sealReport(report: NewText, mayBeKnown: boolean): Promise<string> {
    const masters = await this.masters();
    if (masters === undefined) return report.text;
    const { issue, text } = report;
    const [vector = ''] = await sealedVectors(this.database, masters, [text]);
    const fresh = freshKey(masters, report);
    const sealed = sealWords(fresh.key, issue, REPORT_TEXT, text);
    if (await layReady(this.database, masters, fresh, sealed, vector)) return sealed;
    const before = mayBeKnown ? await this.textBefore(issue, text) : undefined;
    if (before !== undefined) return before;
    const key = (await keysForWriting(this.database, masters, [report])).get(issue);
    if (key === undefined) return text;
    const again = sealWords(key, issue, REPORT_TEXT, text);
    await layDraft(this.database, issue, again, vector);
    return again;
  }

  /** For issues that are written straight into the log, with what they will be found by. Throws WORD_KEY_UNFIT. */
  async sealMany(texts: readonly NewText[]): Promise<(issue: IssueId) => SealedText | undefined> {
    const masters = await this.masters();
    if (masters === undefined || texts.length === 0) return () => undefined;
    const [keys, vectors] = await Promise.all([
      keysForWriting(this.database, masters, texts),
      sealedVectors(
        this.database,
        masters,
        texts.map(({ text }) => text),
      ),
    ]);
    const found = new Map(texts.map(({ issue }, at) => [issue, vectors[at] ?? '']));
    return (issue) => {
      const [key, words] = [keys.get(issue), found.get(issue)];
      return key === undefined || words === undefined ? undefined : { seal: sealWith(key, issue), words };
    };
  }

  /**
   * The text of a report that may have opened this issue before: as the log holds it where that can't be sealed the same once
   * more, because it was written in clear once or because its key is destroyed; else undefined.
   */
  private async textBefore(issue: IssueId, text: string): Promise<string | undefined> {
    const { rows } = await sql<{ text: string; is_alive: boolean | null }>`
      select i.text, (select k.wrapped_key is not null from doorstep.issue_word_key k where k.key_id = split_part(i.text, ':', 3)) as is_alive
      from (select state #>> '{report,text}' as text from doorstep.issue where id = ${issue}) i`.execute(
      this.database.db,
    );
    const found = rows[0];
    if (found === undefined) return undefined;
    if (!isSealed(found.text)) return found.text === text ? text : undefined;
    return found.is_alive === true ? undefined : found.text;
  }

  private async masters(): Promise<MasterKeys | undefined> {
    const masters = this.masterKeys();
    if (masters !== undefined || Date.now() < this.clearUntilMs) return masters;
    if (await sealsWords(this.database)) {
      throw new DoorstepError('WORD_KEY_UNFIT', 'What people write is sealed here, and no master key is at hand.');
    }
    this.clearUntilMs = Date.now() + CLEAR_FOR_MS;
    return undefined;
  }

  private async reporterOf(issue: IssueId): Promise<string | undefined> {
    const row = await this.database.db
      .selectFrom('doorstep.issue')
      .select('reporter')
      .where('id', '=', issue)
      .executeTakeFirst();
    return row?.reporter;
  }
}

const sealWith =
  (key: WordKey, issue: IssueId): Seal =>
  (field, words) =>
    sealWords(key, issue, field, words);
