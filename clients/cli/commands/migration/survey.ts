/** What a migration would do to all issues that are under way, or did to them. */
import type { ErrorCode } from '../../../../contracts/error-codes';
import type { IssueId, IssueState, PersonId, Span, Template } from '../../../../domain';
import type { Doorstep } from '../../../sdk';
import { shiftOf, type Preview, type Refused } from './preview';

/** Small enough that a page is looked at while the next is on its way, large enough that pages are few. */
const PAGE = 500;

/** Every issue that is not closed, page by page, in the order of their ids. */
export async function* openIssues(doorstep: Pick<Doorstep, 'list'>): AsyncGenerator<readonly IssueState[]> {
  for (let after: IssueId | undefined; ;) {
    const page = await doorstep.list({
      open: true,
      order: 'id',
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.id;
  }
}

export interface Survey {
  /** Issues that were looked at. */
  readonly open: number;
  /** Of them: under these rules already. */
  readonly same: number;
  readonly changes: readonly Preview[];
  readonly refused: readonly Refused[];
}

export const NOTHING_SEEN: Survey = { open: 0, same: 0, changes: [], refused: [] };

export function add(survey: Survey, one: Preview | Refused): Survey {
  const { open, same, changes, refused } = survey;
  if (!('code' in one)) return { ...survey, open: open + 1, changes: [...changes, one] };
  if (one.code === 'NOTHING_CHANGES') return { ...survey, open: open + 1, same: same + 1 };
  return { ...survey, open: open + 1, refused: [...refused, one] };
}

export interface Counts {
  readonly open: number;
  readonly same: number;
  readonly changes: number;
  /** Of the changes: those that move a deadline, or what is left of one that stands still. */
  readonly moves: number;
  readonly refused: Readonly<Partial<Record<ErrorCode, number>>>;
  readonly notices: Readonly<Partial<Record<Template, number>>>;
  readonly joins: readonly PersonId[];
  readonly leaves: readonly PersonId[];
  readonly units: Readonly<Record<string, { readonly moves: number; readonly largestShiftMs: Span }>>;
  readonly largestShiftMs: Span;
}

export function countsOf({ open, same, changes, refused }: Survey): Counts {
  const moving = changes.filter(moves);
  const units: Record<string, { moves: number; largestShiftMs: Span }> = {};
  for (const one of moving) {
    const unit = (units[one.unit] ??= { moves: 0, largestShiftMs: 0 });
    unit.moves += 1;
    unit.largestShiftMs = farther(unit.largestShiftMs, shiftOf(one));
  }
  return {
    open,
    same,
    changes: changes.length,
    moves: moving.length,
    refused: tally(refused.map(({ code }) => code)),
    notices: tally(changes.flatMap(({ notices }) => notices.map(({ template }) => template))),
    joins: [...new Set(changes.flatMap(({ joins }) => joins))].sort(),
    leaves: [...new Set(changes.flatMap(({ leaves }) => leaves))].sort(),
    units,
    largestShiftMs: moving.map(shiftOf).reduce(farther, 0),
  };
}

export const moves = ({ deadlines, left }: Preview): boolean => deadlines.length > 0 || left.length > 0;

const farther = (a: Span, b: Span): Span => (Math.abs(b) > Math.abs(a) ? b : a);

function tally<K extends string>(keys: readonly K[]): Partial<Record<K, number>> {
  const found: Partial<Record<K, number>> = {};
  for (const key of keys) found[key] = (found[key] ?? 0) + 1;
  return found;
}
