/** What was changed in the directory, when, by whom and why; and one entry through its versions. */
import { DoorstepError } from '../../../contracts/errors';
import { suggestion } from '../../../domain/procedure/documents/nearest';
import { compareDirectories, kindOfSection, sectionOfKind, type EntryChange } from '../../../store';
import type { EntryVersion } from '../../sdk';
import { countArgument } from '../arguments';
import type { Session } from '../session';
import { table } from '../show/table';
import { changeText, entryText, kindText } from './directory-text';
import { directoryWords } from './directory-words';

export async function directoryHistory(session: Session, { limit }: { readonly limit: string }): Promise<void> {
  const count = countArgument('--limit', limit);
  const versions = await (await session.doorstep()).directory.history(count);
  session.answer({ versions }, () => {
    const { column, counts, none } = directoryWords[session.lang];
    if (versions.length === 0) return none;
    const clock = session.clock();
    return table(
      [column.version, column.at, column.actor, column.counts, column.reason],
      versions.map((one) => [
        String(one.version),
        clock.local(one.recordedAtMs),
        session.names().person(one.actor),
        counts(one.counts),
        one.reason,
      ]),
    );
  });
}

/** @param named a kind or the section that has it: `post` or `posts`. Throws DIRECTORY_ENTRY_UNKNOWN. */
export async function directoryShow(session: Session, named: string, key: string): Promise<void> {
  const { directory } = await session.doorstep();
  const kind = kindOfSection(named);
  const versions = await directory.entry(kind, key);
  const [latest] = versions;
  if (latest === undefined) throw notThere(kind, key, await directory.keys(kind));
  session.answer({ kind, key, data: latest.until === undefined ? latest.data : null, versions }, () =>
    [...latestText(session, kind, key, latest), '', ...historyText(session, kind, versions)].join('\n'),
  );
}

function latestText(session: Session, kind: string, key: string, { data, from, until }: EntryVersion) {
  const words = directoryWords[session.lang];
  const name = kindText(session, kind);
  const title =
    until === undefined
      ? words.holds({ kind: name, key, version: from.version })
      : words.held({ kind: name, key, until: until.version });
  return [title, ...entryText(data)];
}

/** From the oldest on: what each version made of it, and what ended it. */
function historyText(session: Session, kind: string, versions: readonly EntryVersion[]): readonly string[] {
  const clock = session.clock();
  const section = sectionOfKind(kind);
  const document = (data: unknown) => (kind === 'head' ? { value: data } : { [section]: [data] });
  const oldestFirst = versions.toReversed();
  return oldestFirst.flatMap((one, index) => {
    const before = oldestFirst[index - 1];
    const follows = before?.until?.version === one.from.version;
    const begun = compareDirectories(follows ? document(before?.data) : {}, document(one.data));
    const next = oldestFirst[index + 1];
    const isRemoved = one.until !== undefined && next?.from.version !== one.until.version;
    return [
      ...eventText(session, clock.local(one.from.recordedAtMs), one.from, begun),
      ...(isRemoved && one.until !== undefined
        ? eventText(session, clock.local(one.until.recordedAtMs), one.until, compareDirectories(document(one.data), {}))
        : []),
    ];
  });
}

function eventText(
  session: Session,
  at: string,
  { version, actor, reason }: EntryVersion['from'],
  changes: readonly EntryChange[],
): readonly string[] {
  const words = directoryWords[session.lang];
  const title = [`${words.column.version} ${version}`, at, session.names().person(actor), reason].filter(Boolean);
  return [`── ${title.join(' · ')}`, ...changes.flatMap((change) => changeText(session, change))];
}

const notThere = (kind: string, key: string, known: readonly string[]): DoorstepError =>
  new DoorstepError('DIRECTORY_ENTRY_UNKNOWN', `There is no such ${kind}: ${suggestion(key, known)}`, {
    place: { field: '<key>' },
    details: { kind, known: known.slice(0, 50), total: known.length },
  });
