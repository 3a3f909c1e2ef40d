/** Files of reports: one JSON object a line, as the demo replays them. Refused as a whole when one line is wrong. */
import { z } from 'zod';
import type { HasDirectory } from '../directory/directory';
import type { PersonId, Span, UnitId } from '../kernel/ids';
import { SEVERITIES, type ClearReport } from '../kernel/state';
import { problemsOf } from './documents/judge';
import { field } from './documents/loose';
import { unknown } from './documents/nearest';
import { fieldName, refuse, wholeFile, type FieldPath, type Problem } from './documents/problems';
import { parseSpan } from './documents/span';
import { idSchema, LANGS, type Lang } from './documents/words';

/** A report and when it comes in. */
export interface ReplayReport {
  /** Stable key: the same report replayed again is the same report. */
  readonly key: string;
  /** Natural time since the start of the replay; not divided by any time scale. */
  readonly afterMs: Span;
  readonly report: ClearReport;
  readonly lang: Lang;
}

/** Characters of one report. */
export const LONGEST_TEXT = 2_000;
/** Natural time from the start of a replay to its last report. */
const LATEST_MS = 31 * 86_400_000;
const MOST_REPORTS = 100_000;
const SHOWN = 20;

const lineSchema = z.strictObject({
  id: idSchema.describe('Stable key of the report, used as its idempotency key.'),
  at: z.string().transform((text, context) => {
    const afterMs = text.startsWith('+') ? parseSpan(text.slice(1)) : undefined;
    if (afterMs === undefined)
      context.addIssue({ code: 'custom', message: 'must be a time since the start such as +0h15m' });
    else if (afterMs > LATEST_MS)
      context.addIssue({ code: 'custom', message: 'must be at most 31 days after the start' });
    return afterMs ?? 0;
  }),
  unit: z.string(),
  category: z.string(),
  severity: z.enum(SEVERITIES),
  reporter: z.string(),
  channel: idSchema.describe('How it came in: app, phone, door-knock, message-wall, ...'),
  text: z.string().trim().min(1).max(LONGEST_TEXT),
  lang: z.enum(LANGS),
});

/** JSON Schema (draft 2020-12) of one line, for editors. */
export const reportJsonSchema = (): Readonly<Record<string, unknown>> => z.toJSONSchema(lineSchema, { io: 'input' });

/**
 * The reports of a file, in its order; empty lines, a byte order mark and CRLF are tolerated.
 * Throws DoorstepError REPORTS_INVALID with the first 20 problems (file, line, field, reason) in `details.problems`.
 */
export function parseReports(path: string, text: string, policies: HasDirectory): readonly ReplayReport[] {
  const reports: ReplayReport[] = [];
  const problems: Problem[] = [];
  const lineOfKey = new Map<string, number>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, content] of lines.entries()) {
    if (content.trim() === '') continue;
    const line = index + 1;
    const note = (at: FieldPath, reason: string, column = 1): void =>
      void problems.push({ file: path, line, column: columnOf(content, at) ?? column, field: fieldName(at), reason });
    const value = parseLine(content, note);
    if (value === undefined) continue;
    const found = problemsOf(lineSchema, value);
    if ('flaws' in found) for (const flaw of found.flaws) note(flaw.path, flaw.reason);
    for (const [place, reason] of unknownNames(value, policies, problems.length < SHOWN)) note([place], reason);
    const key = field(value, 'id');
    if (typeof key === 'string') {
      const earlier = lineOfKey.get(key);
      if (earlier !== undefined) note(['id'], `"${key}" is already the id of line ${earlier}`);
      else lineOfKey.set(key, line);
    }
    if ('value' in found) reports.push(toReport(found.value));
  }
  if (reports.length > MOST_REPORTS) problems.push(wholeFile(path, `holds more than ${MOST_REPORTS} reports`));
  if (reports.length === 0 && problems.length === 0) problems.push(wholeFile(path, 'holds no report'));
  if (problems.length > 0) refuse('REPORTS_INVALID', path, problems, SHOWN);
  return reports;
}

function parseLine(content: string, note: (at: FieldPath, reason: string, column?: number) => void): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(said)?.[1];
    note([], `is not JSON: ${said}`, position === undefined ? 1 : Number(position) + 1);
    return undefined;
  }
}

/** Names that the directory does not know; other kinds of mistakes are the schema's. Suggestions are looked up only where they are shown. */
function unknownNames(
  value: unknown,
  { directory }: HasDirectory,
  suggest: boolean,
): readonly (readonly [string, string])[] {
  const known = { unit: directory.units, category: directory.categories, reporter: directory.people } as const;
  return Object.entries(known).flatMap(([place, names]) => {
    const name = field(value, place);
    return typeof name !== 'string' || names.has(name)
      ? []
      : [[place, suggest ? unknown(place, name, names.keys()) : `unknown ${place}`] as const];
  });
}

/** Where a top-level field stands in its line, to point a person at it. */
function columnOf(content: string, [name]: FieldPath): number | undefined {
  const found = name === undefined ? -1 : content.indexOf(JSON.stringify(String(name)));
  return found === -1 ? undefined : found + 1;
}

const toReport = ({ id, at, lang, unit, reporter, ...rest }: z.output<typeof lineSchema>): ReplayReport => ({
  key: id,
  afterMs: at,
  report: { ...rest, unit: unit as UnitId, reporter: reporter as PersonId },
  lang,
});
