/** The door: words are sealed here, before Temporal, the log or anybody else is given them. */
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { DoorstepError } from '../../contracts/errors';
import { knownLocation, type IssueId } from '../../domain';
import { isSealed } from '../../domain/kernel/sealed';
import type { MasterKeys } from '../contacts';
import type { Database } from '../database';
import { cellOf } from './cell';
import { layDraft, layReady, type Draft, type FoundBy } from './draft';
import { freshKey, keysForWriting, liveKeys, sealsWords, type Written } from './keys';
import { sealedReport, type Seal, type SealedOfReport } from './seal';
import { sealWords, type WordKey } from './sealing';
import { sealedVectors } from './vectors';

/** As it is. */
const clear: Seal = (_field, words) => words;

/** Of the report, in clear. */
export interface NewText extends Written, SealedOfReport {}

export interface SealedText extends FoundBy {
  readonly seal: Seal;
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
   * A report as it is given to the engine; lays ready what the issue will be found by, with its key, in one transaction:
   * nothing is sealed with a key that can still be lost. Throws WORD_KEY_UNFIT.
   * @param mayBeKnown whether the same report may have come before
   */
  async sealReport<R extends SealedOfReport>(of: Written, report: R, mayBeKnown: boolean): Promise<R> {
    const masters = await this.masters();
    if (masters === undefined) return report;
    const { issue } = of;
    const [words = ''] = await sealedVectors(this.database, masters, [report.text]);
    const draftOf = (sealed: R): Draft => ({ sealed, words, ...placeOf(report) });
    const fresh = freshKey(masters, of);
    const sealed = sealedReport(sealWith(fresh.key, issue), report);
    if (await layReady(this.database, masters, fresh, draftOf(sealed))) return sealed;
    const before = mayBeKnown ? await this.reportBefore(issue, report) : {};
    if (before.text !== undefined) {
      const { location: _asGiven, ...rest } = report;
      return { ...rest, ...before } as R;
    }
    const key = (await keysForWriting(this.database, masters, [of])).get(issue);
    if (key === undefined) return report;
    const again = sealedReport(sealWith(key, issue), report);
    await layDraft(this.database, issue, draftOf(again));
    return { ...again, ...before };
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
    const found = new Map(texts.map((one, at) => [one.issue, { words: vectors[at] ?? '', ...placeOf(one) }]));
    return (issue) => {
      const [key, by] = [keys.get(issue), found.get(issue)];
      return key === undefined || by === undefined ? undefined : { seal: sealWith(key, issue), ...by };
    };
  }

  /**
   * What a report that may have opened this issue before has to say as the log does, because it can't be sealed the same once
   * more: it was written in clear once, or its key is destroyed. With a text nothing of it is to be sealed.
   */
  async reportBefore(issue: IssueId, given: SealedOfReport): Promise<Partial<SealedOfReport>> {
    const { rows } = await sql<SealedOfReport & { readonly is_alive: boolean | null }>`
      select i.text, i.location,
        (select k.wrapped_key is not null from doorstep.issue_word_key k where k.key_id = split_part(i.text, ':', 3)) as is_alive
      from (select state #>> '{report,text}' as text, state #> '{report,location}' as location
        from doorstep.issue where id = ${issue}) i`.execute(this.database.db);
    const found = rows[0];
    if (found === undefined) return {};
    const isClear = typeof found.location === 'object' && found.location !== null;
    // A place in clear is said in clear again only if it is that place; any other is sealed, or not said at all.
    const inClear = isClear && isDeepStrictEqual(found.location, given.location) ? { location: found.location } : {};
    if (isSealed(found.text)) {
      if (found.is_alive === true) return inClear;
      const isSaid = typeof found.location === 'string' && given.location !== undefined;
      return { text: found.text, ...(isSaid ? { location: found.location } : inClear) };
    }
    const isSame = found.text === given.text && (given.location === undefined || 'location' in inClear);
    return isSame ? { text: given.text, ...inClear } : {};
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

function placeOf(report: SealedOfReport): Pick<FoundBy, 'place'> {
  const { location } = knownLocation(report);
  return location === undefined ? {} : { place: cellOf(location) };
}

const sealWith =
  (key: WordKey, issue: IssueId): Seal =>
  (field, words) =>
    sealWords(key, issue, field, words);
