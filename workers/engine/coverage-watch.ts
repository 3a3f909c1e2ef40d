/**
 * Sees times coming at which nobody will be on duty, and puts them before the people above as a matter like any other
 * (docs/decisions/0078). What was put before somebody is kept in the store, so that any number of engines, and any crash,
 * put it once; the watch has the last word on its matters as any reporter has, and gives it by what the directory says.
 */
import { createHash } from 'node:crypto';
import { COVERAGE_CATEGORY, DUTY_WATCH } from '../../contracts/duty-watch';
import { DoorstepError } from '../../contracts/errors';
import type { ReportInput } from '../../contracts/workflow';
import type { IssueId, Severity, UnitId } from '../../domain';
import { pin } from '../../domain/directory/pin';
import { cellName, coverageGaps, type Gap } from '../../domain/duty/coverage';
import { compareGaps, groupGaps, type GapGroup } from '../../domain/duty/coverage-watch';
import type { Policies } from '../../domain/procedure/policies';
import {
  alertedGaps,
  changeGaps,
  gapMatters,
  markSaid,
  type AlertedGap,
  type Database,
  type GapChanges,
  type GapMatter,
  type NewGap,
} from '../../store';
import { gapsText } from './coverage-text';

const DAY_MS = 86_400_000;
/** New matters of one look: more than these are put together under the unit above. */
const AT_MOST = 20;

/** What the watch says of its own matters. */
export type Word = 'withdraw' | 'confirm' | 'dispute' | 'comment';

export interface Doing {
  /** Whether it is open now; false when the place refuses it. */
  open(issue: IssueId, report: ReportInput): Promise<boolean>;
  /** Under a name of its own: said again, it counts once. False when it was refused, and so not said. */
  say(issue: IssueId, word: Word, id: string, payload: object): Promise<boolean>;
}

export interface Seen {
  readonly changes: GapChanges;
  /** Of cells of which nothing was known. */
  readonly fresh: readonly Gap[];
}

/** Brings what is known up to what the directory says. Null while another engine looks. */
export async function lookAhead(
  database: Database,
  policies: Policies,
  nowMs: number,
  days: number,
): Promise<Seen | null> {
  const gaps = coverageGaps(policies, nowMs, nowMs + days * DAY_MS);
  const matters = await gapMatters(database);
  let fresh: readonly Gap[] = [];
  const changes = await changeGaps(database, (known) => {
    const looked = compareGaps(known, gaps, nowMs);
    fresh = looked.fresh;
    const further = looked.further.map(({ gap, known: { issue, place } }) =>
      added(gap, place, issue as IssueId | null, true),
    );
    const groups = groupGaps(policies, looked.fresh, AT_MOST);
    return {
      added: [...further, ...groups.flatMap((group) => placed(policies, group, matters, nowMs))],
      moved: looked.moved.map(({ known, untilMs }) => ({ ...nameOf(known), untilMs })),
      mended: looked.mended,
      passed: looked.passed,
    };
  });
  return changes === null ? null : { changes, fresh };
}

const added = (gap: Gap, place: string, issue: IssueId | null, isSaid: boolean): NewGap => {
  return { ...nameOf(gap), untilMs: gap.untilMs, place, issue, isSaid };
};

const nameOf = ({ role, unit, competence, fromMs }: Pick<Gap, 'role' | 'unit' | 'competence' | 'fromMs'>) => ({
  role,
  unit: unit satisfies UnitId,
  ...(competence === undefined ? {} : { competence }),
  fromMs,
});

/** With the matter that is open for that unit, else with a new one. */
function placed(
  policies: Policies,
  { place, gaps }: GapGroup,
  matters: readonly GapMatter[],
  nowMs: number,
): readonly NewGap[] {
  const [first] = gaps;
  if (first === undefined) return [];
  const open = matters.find((matter) => matter.place === place.id && matter.state?.stage !== 'closed');
  const issue = open?.issue ?? (isServed(policies, place.id) ? issueOf(place.id, first, nowMs) : null);
  return gaps.map((gap) => added(gap, place.id, issue, false));
}

/** Whether matters of this kind can be reported there. */
function isServed(policies: Policies, unit: string): boolean {
  try {
    return pin(policies, { unit, category: COVERAGE_CATEGORY, severity: 'normal' }).tiers.length > 0;
  } catch (error) {
    if (error instanceof DoorstepError) return false;
    throw error;
  }
}

/** Kept with its gaps in one transaction, so that whoever opens it has the same; a gap that was mended and is there again is another matter. */
const issueOf = (place: string, gap: Gap, nowMs: number): IssueId =>
  `i-${createHash('sha256')
    .update(`doorstep/coverage/${place}/${cellName(gap)}/${gap.fromMs}/${nowMs}`)
    .digest('hex')
    .slice(0, 17)}` as IssueId;

const idOf = (gaps: readonly AlertedGap[]): string =>
  createHash('sha256')
    .update(gaps.map((gap) => `${cellName(gap)}/${gap.fromMs}`).join())
    .digest('hex')
    .slice(0, 20);

/**
 * Opens what is not in the log yet, and tells each open matter what the directory says of its gaps. What a crash cuts short, what
 * is refused and what a text has no room for is done at a next round: the matters and what is said of them have names of their
 * own, and only gaps that were told are marked.
 */
export async function keepWord(database: Database, policies: Policies, nowMs: number, doing: Doing): Promise<void> {
  const open = await alertedGaps(database);
  for (const matter of await gapMatters(database)) {
    const gaps = open.filter(({ issue }) => issue === matter.issue);
    await markSaid(database, await tellMatter(policies, matter, gaps, nowMs, doing));
  }
}

/** @returns the gaps of which the matter tells now */
export async function tellMatter(
  policies: Policies,
  { issue, place, left, state }: GapMatter,
  gaps: readonly AlertedGap[],
  nowMs: number,
  doing: Doing,
): Promise<readonly AlertedGap[]> {
  if (state === null) {
    if (gaps.length === 0) return [];
    const { text, told } = gapsText(policies, gaps, LONGEST_REPORT);
    return (await doing.open(issue, reportOf(place, gaps, text, nowMs))) ? told : [];
  }
  if (left === 0) {
    if (state.stage === 'confirming') await doing.say(issue, 'confirm', `coverage-confirm-${state.seq}`, {});
    else await doing.say(issue, 'withdraw', `coverage-withdraw-${state.seq}`, { reason: MENDED });
    return [];
  }
  if (state.stage === 'confirming') {
    await doing.say(issue, 'dispute', `coverage-dispute-${state.seq}`, { reason: LEFT });
    return [];
  }
  const unsaid = gaps.filter(({ isSaid }) => !isSaid);
  if (unsaid.length === 0) return [];
  const { text, told } = gapsText(policies, unsaid, LONGEST_COMMENT);
  return (await doing.say(issue, 'comment', `coverage-more-${idOf(told)}`, { text, evidence: [] })) ? told : [];
}

/** In characters, as the rules have it. */
const LONGEST_REPORT = 4_000;
const LONGEST_COMMENT = 2_000;

const MENDED = '空档已补上或已过去。Mended, or over.';
const LEFT = '仍有岗位将无人当值：npx doorstep coverage。Somebody is still missing.';

function reportOf(place: string, gaps: readonly AlertedGap[], text: string, nowMs: number): ReportInput {
  const first = Math.min(...gaps.map(({ fromMs }) => fromMs));
  const severity: Severity = first - nowMs < DAY_MS ? 'high' : 'normal';
  return {
    text,
    category: COVERAGE_CATEGORY,
    severity,
    unit: place as UnitId,
    reporter: DUTY_WATCH,
    channel: 'duty',
  };
}
