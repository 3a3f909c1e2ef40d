/** The texts of the notices: one file a language, and none missing. */
import { readMessages, type Messages } from '../messages/schema';
import type { OpenDocument, Source } from './documents/document';
import { wholeFile, type Problem } from './documents/problems';
import { LANGS, type Lang } from './documents/words';

/** Never throws; every language has exactly one file. */
export function readAllMessages(sources: readonly Source[]): {
  messages: Partial<Record<Lang, Messages>>;
  problems: readonly Problem[];
} {
  const messages: Partial<Record<Lang, Messages>> = {};
  const problems: Problem[] = [];
  const named = new Set<string>();
  for (const source of sources) {
    const read = readMessages(source);
    problems.push(...read.problems);
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
