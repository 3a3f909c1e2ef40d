/** A bulk for people: refusals by their code, and what the rules would do issue by issue. */
import { ERROR_CODES, type ErrorCode } from '../../../contracts/error-codes';
import type { Foretold, Tally } from '../../sdk';
import type { BulkWords } from '../commands/bulk-words';
import type { Words } from '../words/words';
import { table } from './table';

interface Unaccepted {
  readonly issue: string;
  readonly code: ErrorCode;
}

/** How many issues of one code are named; programs get all of them. */
const NAMED = 6;

/** One row a code, the most frequent first; empty when nothing was refused. */
export function byCodeText(unaccepted: readonly Unaccepted[], tally: Tally, words: Words, own: BulkWords): string {
  const rows = Object.entries(tally).map(([name, count]) => {
    const code = name as ErrorCode;
    const issues = unaccepted.filter((one) => one.code === code).map(({ issue }) => issue);
    const rest = issues.length - NAMED;
    return [
      code,
      String(count),
      words.codes[code]?.meaning ?? ERROR_CODES[code].meaning,
      [...issues.slice(0, NAMED), ...(rest > 0 ? [own.more(rest)] : [])].join(' '),
    ];
  });
  const head = [own.column.code, own.column.count, own.column.meaning, words.column.issue];
  return rows.length === 0 ? '' : table(head, rows, null);
}

export function foretoldText(all: readonly Foretold[], words: Words, own: BulkWords): string {
  const rows = all.map((one) => [one.issue, own.would[one.outcome], whyOf(one)]);
  return table([words.column.issue, own.column.would, words.column.what], rows, null);
}

function whyOf(one: Foretold): string {
  switch (one.outcome) {
    case 'accepted':
      return one.events.join(', ');
    case 'counted':
      return '';
    case 'refused':
      return `${one.code}: ${one.message}`;
    default:
      return one satisfies never;
  }
}

/** `NOT_YOURS_TO_DO 12, ISSUE_CLOSED 1` */
export const tallyText = (tally: Tally): string =>
  Object.entries(tally)
    .map(([code, count]) => `${code} ${count}`)
    .join(', ');
