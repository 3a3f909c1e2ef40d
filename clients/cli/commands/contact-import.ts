/** Contacts from a file: whole or not at all, and a bad row is named by its line, never by what it says. */
import { CsvError, parse } from 'csv-parse/sync';
import { CHANNELS } from '../../../contracts/channels';
import { DoorstepError } from '../../../contracts/errors';
import type { NewContact } from '../../../store';
import { parseAddress } from '../../../store/contacts/address';
import type { Session } from '../session';
import { keysToSealWith, someone, textOf } from './contact';
import { contactWords } from './contact-words';

const COLUMNS = ['person', 'channel', 'address'] as const;
type Column = (typeof COLUMNS)[number];

interface Problem {
  readonly file: string;
  readonly line: number;
  readonly field?: Column;
  readonly reason: string;
}

/** Throws CONTACTS_UNREADABLE with every problem, and what the key is refused by. */
export async function contactImport(session: Session, file: string): Promise<void> {
  const text = file === '-' ? ((await session.io.stdin?.()) ?? '') : textOf(file);
  const { channels } = await session.doorstep();
  const contacts = readContacts(text, file, (name) => someone(session, name));
  await channels.setContacts(await keysToSealWith(session), contacts);
  const facts = { contacts: contacts.length, people: new Set(contacts.map(({ person }) => person)).size };
  session.answer(facts, () => contactWords[session.lang].imported(facts));
}

/** @param known gives the id of a person, or throws */
export function readContacts(text: string, file: string, known: (name: string) => string): readonly NewContact[] {
  const seen = new Map<string, number>();
  const read = rowsOf(text, file).map(({ row, line }): NewContact | Problem => {
    const problem = (field: Column, reason: string): Problem => ({ file, line, field, reason });
    const channel = CHANNELS.find((name) => name === row.channel);
    if (channel === undefined) return problem('channel', `must be ${CHANNELS.join(', ')}`);
    const key = `${row.person} ${channel}`;
    const before = seen.get(key);
    if (before !== undefined) return problem('person', `has a contact for ${channel} in line ${before} already`);
    seen.set(key, line);
    try {
      const person = known(row.person);
      return { person, address: parseAddress(channel, row.address) };
    } catch (error) {
      if (!(error instanceof DoorstepError)) throw error;
      return problem(error.code === 'CONTACT_INVALID' ? 'address' : 'person', error.message.replace(/\.$/, ''));
    }
  });
  const problems = read.filter((one): one is Problem => 'reason' in one);
  if (problems.length > 0) throw refused(problems);
  return read.filter((one): one is NewContact => 'address' in one);
}

interface Numbered {
  readonly row: Readonly<Record<Column, string>>;
  readonly line: number;
}

function rowsOf(text: string, file: string): readonly Numbered[] {
  try {
    const rows = parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      columns: true,
      info: true,
    }) as unknown as readonly {
      readonly record: Readonly<Record<Column, string>>;
      readonly info: { readonly lines: number };
    }[];
    const [first] = rows;
    const missing = COLUMNS.filter((column) => first !== undefined && !Object.hasOwn(first.record, column));
    if (first === undefined || missing.length > 0)
      throw refused([{ file, line: 1, reason: `needs the columns ${COLUMNS.join(', ')}, and rows` }]);
    return rows.map(({ record, info }) => ({ row: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The library's sentence may quote the row.
    throw refused([{ file, line: Number(error['lines'] ?? 1), reason: `is no CSV (${error.code})` }]);
  }
}

function refused(problems: readonly Problem[]): DoorstepError {
  const [first] = problems;
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  return new DoorstepError(
    'CONTACTS_UNREADABLE',
    `${first?.file}:${first?.line}: ${[first?.field, first?.reason].filter(Boolean).join(' ')}${more}.`,
    { place: { ...first }, details: { problems } },
  );
}
