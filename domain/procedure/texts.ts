/** The texts of the notices: one file a language, and none missing. */
import { readMessages, type Messages } from '../messages/schema';
import type { OpenDocument, Source } from './documents/document';
import { field } from './documents/loose';
import { unknown } from './documents/nearest';
import { wholeFile, type Problem } from './documents/problems';
import { LANGS, type Lang } from './documents/words';

/**
 * Never throws; every language has exactly one file.
 * @param procedures ids of those that there are; undefined when they can't be known
 */
export function readAllMessages(
  sources: readonly Source[],
  procedures: readonly string[] | undefined,
): {
  messages: Partial<Record<Lang, Messages>>;
  problems: readonly Problem[];
} {
  const messages: Partial<Record<Lang, Messages>> = {};
  const problems: Problem[] = [];
  const named = new Set<string>();
  for (const source of sources) {
    const read = readMessages(source);
    problems.push(...read.problems);
    if (procedures !== undefined && read.document !== undefined)
      problems.push(...textsOfNoProcedure(read.document, procedures));
    const lang = read.messages?.lang ?? langOf(read.document);
    if (lang !== undefined && named.has(lang) && read.document !== undefined) {
      problems.push(read.document.problem(['lang'], `"${lang}" has its texts in an earlier file already`));
    }
    if (lang !== undefined) named.add(lang);
    if (read.messages !== undefined) messages[read.messages.lang] = read.messages;
  }
  const everyFileNamed = sources.length === named.size;
  for (const lang of LANGS) {
    if (!named.has(lang) && everyFileNamed)
      problems.push(wholeFile(`messages/${lang}.yaml`, `is missing: every notice needs its text in ${lang}`));
  }
  return { messages, problems };
}

const langOf = (document: OpenDocument | undefined): Lang | undefined =>
  LANGS.find((lang) => (document?.value as { lang?: unknown } | undefined)?.lang === lang);

/** Whoever mistypes an id would wonder why the text never changes. */
function textsOfNoProcedure(document: OpenDocument, procedures: readonly string[]): readonly Problem[] {
  const texts = field(document.value, 'procedures');
  if (typeof texts !== 'object' || texts === null) return [];
  return Object.keys(texts)
    .filter((id) => !procedures.includes(id))
    .map((id) => document.problem(['procedures', id], unknown('procedure', id, procedures), 'key'));
}
