/** All documents of a place as one checked value: procedures, community and messages, or nothing. */
import type { ErrorCode } from '../../contracts/error-codes';
import { checkCommunity } from '../directory/checks';
import { communitySchema, toCommunity, type Community } from '../directory/community';
import { checkCoverage, checkRoutes } from '../directory/coverage';
import { buildDirectory, type Directory } from '../directory/directory';
import { readMessages, type Messages } from '../messages/schema';
import { judge, openDocument, type OpenDocument, type Source } from './documents/document';
import { refuse, type Problem } from './documents/problems';
import { LANGS, type Lang } from './documents/words';
import { readProcedure } from './parse';
import { procedureName, type Procedure } from './procedure';

export interface Policies {
  readonly community: Community;
  readonly directory: Directory;
  /** Every version that is there. */
  readonly procedures: readonly Procedure[];
  /** The newest version of each procedure, by id. */
  readonly current: ReadonlyMap<string, Procedure>;
  readonly messages: Readonly<Record<Lang, Messages>>;
}

type Kind = 'procedure' | 'community' | 'messages';
const CODES = {
  procedure: 'PROCEDURE_INVALID',
  community: 'COMMUNITY_INVALID',
  messages: 'MESSAGES_INVALID',
} as const satisfies Record<Kind, ErrorCode>;

/** What a file is, by its place in the folder of policies; undefined for a place that holds no document. */
export function kindOf(path: string): Kind | undefined {
  const [file = '', folder] = path.split(/[\\/]/).reverse();
  if (!/\.ya?ml$/.test(file)) return undefined;
  if (folder === 'procedures') return 'procedure';
  if (folder === 'messages') return 'messages';
  return /^community\./.test(file) ? 'community' : undefined;
}

/**
 * `community.yaml`, `procedures/*.yaml` and `messages/*.yaml`, under whatever folder the paths name; no I/O.
 * Whole or nothing: throws one DoorstepError with every problem of every file in `details.problems`; its code is
 * PROCEDURE_INVALID, COMMUNITY_INVALID or MESSAGES_INVALID when one kind of file is at fault, else POLICIES_INVALID.
 */
export function parsePolicies(files: readonly Source[]): Policies {
  const problems: { kind: Kind; problem: Problem }[] = [];
  const note = (kind: Kind, found: readonly Problem[]): void =>
    void problems.push(...found.map((problem) => ({ kind, problem })));
  const done = (): void => {
    const kinds = new Set(problems.map(({ kind }) => kind));
    const [only] = kinds;
    if (only === undefined) return;
    refuse(
      kinds.size === 1 ? CODES[only] : 'POLICIES_INVALID',
      whatOf(problems),
      problems.map(({ problem }) => problem),
    );
  };

  const ofKind = (kind: Kind): readonly Source[] => files.filter((file) => kindOf(file.path) === kind);
  for (const file of files) {
    if (kindOf(file.path) === undefined)
      note('community', [
        whole(file.path, 'is no policy document: use community.yaml, procedures/*.yaml and messages/*.yaml'),
      ]);
  }
  const place = readCommunity(ofKind('community'));
  const read = ofKind('procedure').map(readProcedure);
  const texts = readAllMessages(ofKind('messages'));
  note('community', place.problems);
  note('procedure', [
    ...read.flatMap((one) => one.problems),
    ...(read.length === 0 ? [whole('procedures/', 'holds no procedure')] : []),
  ]);
  note('procedure', sameVersion(read));
  note('messages', texts.problems);

  const { community, document } = place;
  const procedures = read.flatMap(({ procedure }) => procedure ?? []);
  const current = newest(procedures);
  // What the files say about each other is judged only where both sides can be understood.
  if (community !== undefined && document !== undefined) {
    const checked = { community, document, directory: buildDirectory(community) };
    if (read.every(({ procedure }) => procedure !== undefined)) note('community', checkRoutes(checked, current));
    for (const one of read) {
      // Older versions serve issues that pinned their people already.
      if (one.procedure === undefined || one.document === undefined || current.get(one.procedure.id) !== one.procedure)
        continue;
      for (const problem of checkCoverage(checked, one.procedure, one.document)) {
        note(problem.file === document.path ? 'community' : 'procedure', [problem]);
      }
    }
    done();
    return {
      community,
      directory: checked.directory,
      procedures,
      current,
      messages: texts.messages as Policies['messages'],
    };
  }
  done();
  throw new RangeError('A community that can not be read has a problem.');
}

const whole = (file: string, reason: string): Problem => ({ file, line: 1, column: 1, field: '', reason });

function whatOf(problems: readonly { problem: Problem }[]): string {
  const files = new Set(problems.map(({ problem }) => problem.file));
  const [first = 'policies'] = files;
  return files.size === 1 ? first : `The folder of policies (${files.size} files)`;
}

function readCommunity(sources: readonly Source[]): {
  community?: Community;
  document?: OpenDocument;
  problems: readonly Problem[];
} {
  const [source, ...more] = sources;
  if (source === undefined) return { problems: [whole('community.yaml', 'is missing')] };
  const second = more.map(({ path }) => whole(path, `is a second community document beside ${source.path}`));
  const { document, problems } = openDocument(source);
  if (document === undefined) return { problems: [...problems, ...second] };
  const judged = judge(document, communitySchema);
  const all = [...judged.problems, ...checkCommunity(document), ...second];
  if (judged.value === undefined || all.length > 0) return { problems: all };
  return { community: toCommunity(judged.value), document, problems: [] };
}

function readAllMessages(sources: readonly Source[]): {
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
      problems.push(whole(`messages/${lang}.yaml`, `is missing: every notice needs its text in ${lang}`));
  }
  return { messages, problems };
}

const langOf = (document: OpenDocument | undefined): Lang | undefined =>
  LANGS.find((lang) => (document?.value as { lang?: unknown } | undefined)?.lang === lang);

function sameVersion(read: readonly { procedure?: Procedure; document?: OpenDocument }[]): readonly Problem[] {
  const seen = new Map<string, string>();
  return read.flatMap(({ procedure, document }) => {
    if (procedure === undefined || document === undefined) return [];
    const name = procedureName(procedure);
    const earlier = seen.get(name);
    seen.set(name, earlier ?? procedure.source);
    return earlier === undefined
      ? []
      : [document.problem(['version'], `${name} is in ${earlier} already; a changed procedure needs a new version`)];
  });
}

function newest(procedures: readonly Procedure[]): ReadonlyMap<string, Procedure> {
  const current = new Map<string, Procedure>();
  for (const procedure of procedures) {
    if (procedure.version > (current.get(procedure.id)?.version ?? 0)) current.set(procedure.id, procedure);
  }
  return current;
}
