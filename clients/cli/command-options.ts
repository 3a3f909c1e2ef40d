/**
 * The fields of a command as options: `untilMs` is `--until <time>`. Made from the table of fields, so that a command
 * that is added there has them too.
 */
import { commandFields, type CommandName, type FieldKind } from '../../domain';
import { SELECTION } from './selection-grammar';

export interface FieldOption {
  readonly field: string;
  readonly kind: FieldKind;
  /** `--extend-by` */
  readonly name: string;
  /** `<span>` */
  readonly value: string;
}

/** Who acts is said with --as. */
export const fieldOptions = (command: CommandName): readonly FieldOption[] =>
  Object.entries<FieldKind>(commandFields[command])
    .filter(([field]) => field !== 'by')
    .map(([field, kind]) => ({ field, kind, name: nameOf(field), value: `<${VALUE[kind] ?? 'value'}>` }));

const nameOf = (field: string): string => {
  const word = field.replace(/(At)?Ms$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  // A command that sets what issues are chosen by: `bulk … --category lamps --with-category power`.
  return TAKEN.has(word) ? `--with-${word}` : `--${word}`;
};

const TAKEN: ReadonlySet<string> = new Set([
  ...Object.keys(SELECTION),
  ...['issues', 'issues-from', 'dry-run', 'yes', 'bulk-id', 'at-once', 'occurred'],
  ...['as', 'json', 'lang', 'timeout', 'help', 'version'],
]);

/** Kinds that are added later are read as JSON, or else as text, until they have a form of their own here. */
const VALUE: Readonly<Partial<Record<FieldKind, string>>> = {
  id: 'id',
  'id?': 'id',
  text: 'text',
  'text?': 'text',
  'span?': 'span',
  instant: 'time',
  'instant?': 'time',
  issue: 'issue',
  party: 'party',
  'severity?': 'severity',
  'call-answer': 'answer',
  'rule-part': 'part',
  'approval-kind': 'kind',
  evidence: 'kind:ref',
};
