/** Many notices to one person as one text: a line each, the most urgent first, as many as there is room for. Pure. */
import type { Instant } from '../kernel/ids';
import { SEVERITIES, type Severity } from '../kernel/state';
import type { Lang } from '../procedure/documents/words';
import { fill } from './placeholders';
import { formatInstant, type HasMessages, type RenderedNotice } from './render';
import type { Gathered } from './schema';

export interface GatheredNotice {
  /** The subject of the notice, in the language of the whole. */
  readonly subject: string;
  readonly severity: Severity;
  readonly dueAtMs?: Instant | undefined;
  readonly queuedAtMs: Instant;
  /** Time is played faster than life: instants are shown with seconds. */
  readonly isScaled: boolean;
}

/** What a channel has room for: lines of the list, and bytes of UTF-8 in all of it. */
export interface Room {
  readonly lines: number;
  readonly bytes: number;
}

/** The most urgent first; then what is due first, then what has waited longest. */
export function inOrderOfUrgency<T extends Pick<GatheredNotice, 'severity' | 'dueAtMs' | 'queuedAtMs'>>(
  notices: readonly T[],
): readonly T[] {
  const rank = ({ severity }: T): number => -SEVERITIES.indexOf(severity);
  return [...notices].sort(
    (a, b) => rank(a) - rank(b) || (a.dueAtMs ?? Infinity) - (b.dueAtMs ?? Infinity) || a.queuedAtMs - b.queuedAtMs,
  );
}

/**
 * The first line is always there; the others as long as there is room, and then how many are not listed.
 * @param notices at least one, in their order
 */
export function renderGathered(
  policies: HasMessages,
  lang: Lang,
  kind: Gathered,
  recipient: string,
  notices: readonly GatheredNotice[],
  room: Room,
): RenderedNotice {
  const texts = policies.messages[lang].gathered[kind];
  const lineOf = ({ subject, dueAtMs, isScaled }: GatheredNotice): string =>
    dueAtMs === undefined
      ? fill(texts.undated, { subject, due: '' })
      : fill(texts.line, { subject, due: formatInstant(dueAtMs, lang, policies.community, isScaled) });
  const listed = fitting(notices.map(lineOf), room);
  const more = notices.length - listed.length;
  const values = {
    count: String(notices.length),
    first: notices[0]?.subject ?? '',
    lines: [...listed, ...(more === 0 ? [] : [fill(texts.more, { more: String(more), as: recipient })])].join('\n'),
    recipient: policies.directory.people.get(recipient)?.name ?? recipient,
    as: recipient,
    community: policies.community.name[lang],
  };
  return { subject: fill(texts.subject, values), body: fill(texts.body, values) };
}

function fitting(lines: readonly string[], room: Room): readonly string[] {
  let bytes = 0;
  const over = lines.findIndex((line, index) => {
    bytes += utf8Bytes(line) + 1;
    return index > 0 && (index >= room.lines || bytes > room.bytes);
  });
  return over === -1 ? lines : lines.slice(0, over);
}

const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length;
