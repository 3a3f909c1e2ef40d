/** How the rows of another system become issues: a YAML document, checked as the documents of the place are. */
import { z } from 'zod';
import { SEVERITIES } from '../../domain';
import { judge, openDocument, type Source } from '../../domain/procedure/documents/document';
import { refuse } from '../../domain/procedure/documents/problems';
import { idSchema } from '../../domain/procedure/documents/words';
import { zoneSchema } from '../../domain/procedure/documents/zone';

const column = z.string().trim().min(1).max(200);
/** A field by one column, perhaps in other words; or the same for every row. */
const chosen = <S extends z.ZodType<string, string>>(value: S) =>
  z.union([
    z.strictObject({ value: value.describe('The same for every row.') }),
    z.strictObject({
      column: column.describe('The column that says it.'),
      values: z.record(z.string(), value).optional().describe('What the column says, and what it is here.'),
      otherwise: value.optional().describe('For rows in which it is empty or says something else.'),
    }),
  ]);

export const mappingSchema = z.strictObject({
  source: idSchema.describe('The name of the other system; with `key` it names each issue for ever.'),
  zone: zoneSchema.optional().describe('For times without an offset; the zone of the community when left out.'),
  dates: z
    .enum(['ymd', 'dmy', 'mdy'])
    .default('ymd')
    .describe('The order in which dates are written where the year does not come first.'),
  key: column.describe('The column that names a row, each once and for ever.'),
  text: z
    .union([column.transform((one) => [one]), z.array(column).min(1)])
    .describe('The column of the text, or several, which become lines of it.'),
  category: chosen(idSchema),
  unit: chosen(idSchema),
  severity: chosen(z.enum(SEVERITIES)).default({ value: 'normal' }),
  reporter: chosen(idSchema).default({ value: 'open311' }),
  channel: chosen(idSchema).default({ value: 'import' }),
  opened: column.describe('The column that says when it was reported.'),
  closed: column.optional().describe('The column that says when it was closed; empty in rows that are open.'),
  status: z
    .strictObject({
      column,
      closed: z.array(z.string()).min(1).describe('What it says in rows that are closed.'),
    })
    .optional()
    .describe('Where another column than `closed` says whether a row is closed.'),
});
export type Mapping = z.output<typeof mappingSchema>;
export type Chosen = Mapping['category'] | Mapping['severity'];

/** Throws DoorstepError IMPORT_MAPPING_INVALID with every problem and its line. */
export function readMapping(source: Source): Mapping {
  const opened = openDocument(source);
  if (opened.document === undefined) return refuse('IMPORT_MAPPING_INVALID', source.path, opened.problems);
  const { value, problems } = judge(opened.document, mappingSchema);
  if (value === undefined) return refuse('IMPORT_MAPPING_INVALID', source.path, problems);
  return value;
}

/** Every column that the mapping names. */
export const columnsOf = (mapping: Mapping): readonly string[] => [
  ...new Set([
    mapping.key,
    ...mapping.text,
    ...[mapping.category, mapping.unit, mapping.severity, mapping.reporter, mapping.channel].flatMap((field) =>
      'column' in field ? [field.column] : [],
    ),
    mapping.opened,
    ...(mapping.closed === undefined ? [] : [mapping.closed]),
    ...(mapping.status === undefined ? [] : [mapping.status.column]),
  ]),
];
