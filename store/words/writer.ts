/** The door: words are sealed here, before Temporal, the log or anybody else is given them. */
import { sql } from 'kysely';
import { DoorstepError } from '../../contracts/errors';
import { knownLocation, type IssueId } from '../../domain';
import { isSealed } from '../../domain/kernel/sealed';
import type { MasterKeys } from '../contacts';
import type { Database } from '../database';
import { keysForWriting, liveKeys, sealsWords, type Written } from './keys';
import { cellOf, draftHash } from './cell';
import { sealedReport, type Seal, type SealedOfReport } from './seal';
import { sealWords, type WordKey } from './sealing';
import { sealedVectors } from './vectors';

/** As it is. */
const clear: Seal = (_field, words) => words;

/** Of the report, in clear. */
export interface NewText extends Written, SealedOfReport {}

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
   * For issues that are about to be opened by these texts; lays ready what they will be found by. Throws WORD_KEY_UNFIT.
   */
  async sealNew(texts: readonly NewText[]): Promise<(issue: IssueId) => Seal> {
    const masters = await this.masters();
    if (masters === undefined || texts.length === 0) return () => clear;
    const [keys, vectors] = await Promise.all([
      keysForWriting(this.database, masters, texts),
      sealedVectors(
        this.database,
        masters,
        texts.map(({ text }) => text),
      ),
    ]);
    const seals = new Map([...keys].map(([issue, key]) => [issue, sealWith(key, issue)]));
    await this.layReady(texts, vectors, seals);
    return (issue) => seals.get(issue) ?? clear;
  }

  /**
   * What a report that may have opened this issue before has to say as the log does, because it can't be sealed the same once
   * more: it was written in clear once, or its key is destroyed. With a text nothing of it is to be sealed.
   */
  async reportBefore(issue: IssueId, given: SealedOfReport): Promise<Partial<SealedOfReport>> {
    if ((await this.masters()) === undefined) return {};
    const { rows } = await sql<SealedOfReport & { readonly is_alive: boolean | null }>`
      select i.text, i.location,
        (select k.wrapped_key is not null from doorstep.issue_word_key k where k.key_id = split_part(i.text, ':', 3)) as is_alive
      from (select state #>> '{report,text}' as text, state #> '{report,location}' as location
        from doorstep.issue where id = ${issue}) i`.execute(this.database.db);
    const found = rows[0];
    if (found === undefined) return {};
    const isGone = isSealed(found.text) && found.is_alive !== true;
    const isClear = typeof found.location === 'object' && found.location !== null;
    const known = given.location === undefined || isClear ? given.location : (found.location ?? given.location);
    const location = known === undefined ? {} : { location: known };
    if (isGone) return { text: found.text, ...location };
    if (isSealed(found.text)) return isClear ? location : {};
    return found.text === given.text ? { text: given.text, ...location } : {};
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

  private async layReady(
    texts: readonly NewText[],
    vectors: readonly string[],
    seals: ReadonlyMap<IssueId, Seal>,
  ): Promise<void> {
    const hashes = texts.map((one) => draftHash(sealedReport(seals.get(one.issue) ?? clear, one)));
    const cells = texts.map((one) => {
      const { location } = knownLocation(one);
      return location === undefined ? undefined : cellOf(location);
    });
    await sql`
      insert into doorstep.issue_search_draft (issue_id, text_hash, words, place)
      select i, h, w::tsvector, doorstep.map_point(lat, lon)
      from unnest(${texts.map(({ issue }) => issue)}::text[], ${hashes}::bytea[], ${[...vectors]}::text[],
        ${cells.map((cell) => cell?.lat ?? null)}::float8[], ${cells.map((cell) => cell?.lon ?? null)}::float8[])
        as d(i, h, w, lat, lon)
      where not exists (select from doorstep.issue where id = i)
      on conflict do nothing`.execute(this.database.db);
  }
}

const sealWith =
  (key: WordKey, issue: IssueId): Seal =>
  (field, words) =>
    sealWords(key, issue, field, words);
