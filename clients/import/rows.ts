/** From a row of another system to an issue of ours, or to everything that is wrong with it. */
import { canBeKept, type ClearReport, type Instant, type PersonId, type Severity, type UnitId } from '../../domain';
import type { HasDirectory } from '../../domain/directory/directory';
import { issueIdOfKey, type IssueId } from '../sdk';
import type { Chosen, Mapping } from './mapping';
import { parseTime } from './times';

/** What another system says of one matter, by the names of its columns. */
export interface SourceRow {
  /** Of the file, from 1; of a server, the how-manieth it gave. */
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

export interface ImportedRow {
  readonly line: number;
  readonly id: IssueId;
  /** Under this the engine takes a report once. */
  readonly key: string;
  /** As the other system calls it. */
  readonly ref: string;
  readonly report: ClearReport;
  readonly openedAtMs: Instant;
  /** Undefined while it is open. */
  readonly closedAtMs: Instant | undefined;
}

export interface RowProblem {
  readonly line: number;
  readonly field: string;
  /** Never what the row says of people. */
  readonly reason: string;
}

const LONGEST_TEXT = 4_000;
const LONGEST_REF = 200;
const UNKEPT = 'holds U+0000 or half of a surrogate pair, which can’t be kept';

/** Reads rows by one mapping. It remembers their keys, since each may come once. */
export class RowReader {
  private readonly lineOfKey = new Map<string, number>();

  constructor(
    private readonly mapping: Mapping,
    private readonly policies: HasDirectory,
    private readonly nowMs: Instant,
  ) {}

  read({ line, fields }: SourceRow): ImportedRow | readonly RowProblem[] {
    const problems: RowProblem[] = [];
    const say = (field: string, reason: string): void => void problems.push({ line, field, reason });
    const { mapping } = this;
    const { directory } = this.policies;
    const said = (column: string): string => fields[column]?.trim() ?? '';
    const ref = said(mapping.key);
    if (ref === '') say(mapping.key, 'is empty; every row needs a name of its own');
    else if (ref.length > LONGEST_REF) say(mapping.key, `is longer than ${LONGEST_REF} characters`);
    else if (!canBeKept(ref)) say(mapping.key, UNKEPT);
    else this.once(ref, line, (reason) => say(mapping.key, reason));
    const text = mapping.text.map(said).filter(Boolean).join('\n');
    if (text === '') say(mapping.text.join(', '), 'is empty');
    if (!canBeKept(text)) say(mapping.text.join(', '), UNKEPT);
    if (text.length > LONGEST_TEXT) say(mapping.text.join(', '), `is longer than ${LONGEST_TEXT} characters`);
    const known = (name: string, field: Chosen, among: { has(id: string): boolean }): string => {
      const found = valueOf(field, said);
      if (found.value === undefined) say(found.column, `says nothing that the mapping of ${name} knows`);
      else if (!among.has(found.value))
        say(found.column, `gives the ${name} ${found.value}, which the directory does not have`);
      return found.value ?? '';
    };
    const anything = { has: (): boolean => true };
    const report = {
      text,
      category: known('category', mapping.category, directory.categories),
      severity: known('severity', mapping.severity, anything) as Severity,
      unit: known('unit', mapping.unit, directory.units) as UnitId,
      reporter: known('reporter', mapping.reporter, directory.people) as PersonId,
      channel: known('channel', mapping.channel, anything),
    };
    if (!canBeKept(report.channel)) say('column' in mapping.channel ? mapping.channel.column : 'mapping', UNKEPT);
    const openedAtMs = this.time(mapping.opened, said, say);
    const closedAtMs = this.closed(said, say);
    if (openedAtMs !== undefined && closedAtMs !== undefined && closedAtMs < openedAtMs)
      say(mapping.closed ?? mapping.opened, 'is earlier than when it was opened');
    if (problems.length > 0 || openedAtMs === undefined) return problems;
    const key = `import/${mapping.source}/${ref}`;
    return { line, id: issueIdOfKey(key), key, ref, report, openedAtMs, closedAtMs };
  }

  private once(ref: string, line: number, say: (reason: string) => void): void {
    const before = this.lineOfKey.get(ref);
    if (before === undefined) this.lineOfKey.set(ref, line);
    else if (before !== line) say(`is the same as in line ${before}; every row needs a name of its own`);
  }

  private time(column: string, said: (column: string) => string, say: Say): Instant | undefined {
    const text = said(column);
    if (text === '') {
      say(column, 'is empty; it is not known when it was');
      return undefined;
    }
    const atMs = parseTime(text, this.mapping.dates, this.mapping.zone ?? this.policies.directory.community.zone);
    if (atMs === undefined) say(column, 'is no date and time that can be read');
    else if (atMs < 0) say(column, 'is before 1970');
    else if (atMs > this.nowMs) say(column, 'lies in the future');
    return atMs;
  }

  /** Undefined while it is open. */
  private closed(said: (column: string) => string, say: Say): Instant | undefined {
    const { closed, status, opened } = this.mapping;
    const isClosed =
      status === undefined ? closed !== undefined && said(closed) !== '' : status.closed.includes(said(status.column));
    if (!isClosed) return undefined;
    // A system that says that it is closed and not when: not before it was opened is all that is known.
    return this.time(closed !== undefined && said(closed) !== '' ? closed : opened, said, say);
  }
}
type Say = (field: string, reason: string) => void;

function valueOf(
  field: Chosen,
  said: (column: string) => string,
): { readonly column: string; readonly value: string | undefined } {
  if ('value' in field) return { column: 'mapping', value: field.value };
  const text = said(field.column);
  const value =
    field.values === undefined ? text || undefined : (field.values as Readonly<Record<string, string>>)[text];
  return { column: field.column, value: value ?? field.otherwise };
}
