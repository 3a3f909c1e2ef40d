/** How many issues there are of each kind. */
import type { Severity, Stage } from '../../../domain';
import type { CountedBy, IssueCounts } from '../../sdk';
import { QUERY_COUNTS } from '../../sdk/queries';
import { choiceArgument } from '../arguments';
import { each, filterOf } from '../selection';
import type { SelectionOptions } from '../selection-grammar';
import type { Session } from '../session';
import { table } from '../show/table';

export interface CountsOptions extends SelectionOptions {
  readonly by: string;
}

/** Throws ARGUMENT_INVALID. */
export async function counts(session: Session, { by, ...selection }: CountsOptions): Promise<void> {
  const kinds = each('--by', by, (one) => choiceArgument('--by', one, QUERY_COUNTS));
  const filter = await filterOf(session, selection);
  const counted = await (await session.doorstep()).counts({ ...filter, by: kinds });
  session.answer(counted, () => (counted.total === 0 ? session.words.noIssues : countsText(session, kinds, counted)));
}

/** A table of each kind, and the sum of them all. */
function countsText(session: Session, kinds: readonly CountedBy[], { total, by }: IssueCounts): string {
  const { column } = session.words;
  const tables = kinds.map((kind) =>
    table(
      [column[kind], column.count],
      (by[kind] ?? []).map(({ key, count }) => [nameOf(session, kind, key), String(count)]),
    ),
  );
  return [...tables, `${column.count} ${total}`].join('\n\n');
}

function nameOf(session: Session, kind: CountedBy, key: string): string {
  const { words } = session;
  switch (kind) {
    case 'stage':
      return words.stage[key as Stage];
    case 'severity':
      return words.severity[key as Severity];
    case 'unit':
      return session.names().unit(key);
    case 'category':
      return session.names().category(key);
    case 'tier':
    case 'procedure':
      return key;
    default:
      return kind satisfies never;
  }
}
