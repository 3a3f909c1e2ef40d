/** All documents of a place as one checked value: procedures, calendars, community and messages, or nothing. */
import type { ErrorCode } from '../../contracts/error-codes';
import type { Calendar } from '../calendar/calendar';
import { readCalendar } from '../calendar/parse';
import { checkCalendars, checkTerms } from '../directory/calendars';
import type { Community } from '../directory/community';
import { checkCoverage, checkRoutes } from '../directory/coverage';
import { buildDirectory, type Directory } from '../directory/directory';
import { judgeCommunity, readCommunity } from '../directory/parse';
import type { Messages } from '../messages/schema';
import type { OpenDocument, Source } from './documents/document';
import { refuse, wholeFile, type Problem } from './documents/problems';
import { newest, sameVersion } from './documents/versions';
import type { Lang } from './documents/words';
import { readProcedure } from './parse';
import type { Procedure } from './procedure';
import { readAllMessages } from './texts';

export interface Policies {
  readonly community: Community;
  readonly directory: Directory;
  /** Of the directory in the store; absent where the documents on disk hold. */
  readonly directoryVersion?: number;
  /** Every version that is there. */
  readonly procedures: readonly Procedure[];
  /** The newest version of each procedure, by id. */
  readonly current: ReadonlyMap<string, Procedure>;
  /** The newest version of each calendar, by id. */
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly messages: Readonly<Record<Lang, Messages>>;
}

type Kind = 'procedure' | 'calendar' | 'community' | 'messages';
const CODES = {
  procedure: 'PROCEDURE_INVALID',
  calendar: 'CALENDAR_INVALID',
  community: 'COMMUNITY_INVALID',
  messages: 'MESSAGES_INVALID',
} as const satisfies Record<Kind, ErrorCode>;
const FOLDERS: Readonly<Record<string, Kind>> = {
  procedures: 'procedure',
  calendars: 'calendar',
  messages: 'messages',
};

/** What a file is, by its place in the folder of policies; undefined for a place that holds no document. */
export function kindOf(path: string): Kind | undefined {
  const [file = '', folder = ''] = path.split(/[\\/]/).reverse();
  if (!/\.ya?ml$/.test(file)) return undefined;
  if (Object.hasOwn(FOLDERS, folder)) return FOLDERS[folder];
  return /^community\./.test(file) ? 'community' : undefined;
}

/**
 * `community.yaml`, `procedures/*.yaml`, `calendars/*.yaml` and `messages/*.yaml`, under whatever folder the paths name; no I/O.
 * Whole or nothing: throws one DoorstepError with every problem of every file in `details.problems`; its code is
 * PROCEDURE_INVALID, CALENDAR_INVALID, COMMUNITY_INVALID or MESSAGES_INVALID when one kind of file is at fault, else POLICIES_INVALID.
 *
 * @param opened a community document that comes from elsewhere and is used instead of those among the files
 */
export function parsePolicies(files: readonly Source[], opened?: OpenDocument): Policies {
  const found: Found[] = [];
  const note = (kind: Kind, problems: readonly Problem[]): void =>
    void found.push(...problems.map((problem) => ({ kind, problem })));
  const ofKind = (kind: Kind): readonly Source[] => files.filter((file) => kindOf(file.path) === kind);

  for (const { path } of files) if (kindOf(path) === undefined) note('community', [stray(path)]);
  const { community, document, problems } =
    opened === undefined ? readCommunity(ofKind('community')) : judgeCommunity(opened);
  const procedures = ofKind('procedure').map((file) => {
    const { procedure: value, ...read } = readProcedure(file);
    return { value, document: read.document, problems: read.problems };
  });
  const calendars = ofKind('calendar').map((file) => {
    const { calendar: value, ...read } = readCalendar(file);
    return { value, document: read.document, problems: read.problems };
  });
  const whole = (read: readonly { readonly value: unknown }[]): boolean =>
    read.every(({ value }) => value !== undefined);
  const ids = procedures.flatMap(({ value }) => value?.id ?? []);
  const texts = readAllMessages(ofKind('messages'), whole(procedures) ? [...new Set(ids)] : undefined);
  note('community', problems);
  note('procedure', [
    ...procedures.flatMap((one) => one.problems),
    ...(procedures.length === 0 ? [wholeFile('procedures/', 'holds no procedure')] : []),
    ...sameVersion('procedure', procedures),
  ]);
  note('calendar', [...calendars.flatMap((one) => one.problems), ...sameVersion('calendar', calendars)]);
  note('messages', texts.problems);

  const current = newest(procedures.flatMap(({ value }) => value ?? []));
  const known = newest(calendars.flatMap(({ value }) => value ?? []));
  if (community === undefined || document === undefined) {
    refuseAny(found);
    throw new RangeError('A community that can not be read has a problem.');
  }
  // What the files say about each other is judged only where both sides can be understood.
  const checked = { community, document, directory: buildDirectory(community), calendars: known };
  if (whole(procedures)) note('community', checkRoutes(checked, current));
  if (whole(calendars)) note('community', checkCalendars(checked, current));
  for (const { value: procedure, document: file } of procedures) {
    // Older versions serve issues that pinned their people already.
    if (procedure === undefined || file === undefined || current.get(procedure.id) !== procedure) continue;
    for (const problem of [...checkCoverage(checked, procedure, file), ...checkTerms(checked, procedure, file)])
      note(problem.file === document.path ? 'community' : 'procedure', [problem]);
  }
  refuseAny(found);
  return {
    community,
    directory: checked.directory,
    procedures: procedures.flatMap(({ value }) => value ?? []),
    current,
    calendars: known,
    messages: texts.messages as Policies['messages'],
  };
}

interface Found {
  readonly kind: Kind;
  readonly problem: Problem;
}

const stray = (path: string): Problem =>
  wholeFile(path, 'is no policy document: use community.yaml, procedures/*.yaml, calendars/*.yaml and messages/*.yaml');

function refuseAny(found: readonly Found[]): void {
  const kinds = new Set(found.map(({ kind }) => kind));
  const [only] = kinds;
  if (only === undefined) return;
  const files = new Set(found.map(({ problem }) => problem.file));
  const [first = 'policies'] = files;
  refuse(
    kinds.size === 1 ? CODES[only] : 'POLICIES_INVALID',
    files.size === 1 ? first : `The folder of policies (${files.size} files)`,
    found.map(({ problem }) => problem),
  );
}
