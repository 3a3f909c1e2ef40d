/** When one person is on duty: the stretches of every post in which that can be, joined to shifts with their reason. */
import type { Post } from '../directory/community';
import { personOf, type HasDirectory } from '../directory/directory';
import type { Instant, PersonId, UnitId } from '../kernel/ids';
import type { Duty, Hop } from './duty';
import { HORIZON_MS } from './on-duty';
import { rosterOf } from './roster';
import { stretches } from './stretches';

/** How somebody comes to be on duty. */
const FOUND = ['override', 'rotation', 'deputy', 'next-on-duty'] as const satisfies readonly Hop['why'][];

export interface Shift {
  readonly role: string;
  readonly unit: UnitId;
  /** Null when it began more than 400 days before what was asked for. */
  readonly fromMs: Instant | null;
  /** Null when it goes on for more than 400 days after what was asked for. */
  readonly untilMs: Instant | null;
  /** `whole-post`: everybody who holds the post is on duty. */
  readonly why: (typeof FOUND)[number] | 'whole-post';
  /** In whose place. */
  readonly for?: PersonId;
}

const WEEK_MS = 7 * 86_400_000;
/** How far back the beginning of a shift that has begun is looked for. */
const BACK = [WEEK_MS, 9 * WEEK_MS, HORIZON_MS] as const;

/**
 * Shifts that touch the time from one instant to another, each with its real beginning and end, in the order in which
 * they begin. Throws DoorstepError PERSON_UNKNOWN.
 */
export function shiftsOf(place: HasDirectory, person: string, fromMs: Instant, toMs: Instant): readonly Shift[] {
  const { id } = personOf(place, person, 'person');
  return rosterOf(place.directory.community)
    .postsWith(id)
    .flatMap((post) => shiftsIn(place, post, id, fromMs, toMs))
    .sort((a, b) => (a.fromMs ?? -Infinity) - (b.fromMs ?? -Infinity));
}

function shiftsIn(place: HasDirectory, post: Post, person: PersonId, fromMs: Instant, toMs: Instant): readonly Shift[] {
  for (const backMs of BACK) {
    const found = walk(place, post, person, fromMs - backMs, fromMs, toMs);
    if (found.every((shift) => shift.fromMs !== null)) return found;
    if (backMs === HORIZON_MS) return found;
  }
  return [];
}

/** @param beginMs where the walk begins; a shift that is under way there has no known beginning */
function walk(
  place: HasDirectory,
  { role, unit }: Post,
  person: PersonId,
  beginMs: Instant,
  fromMs: Instant,
  toMs: Instant,
): readonly Shift[] {
  const found: Shift[] = [];
  let open: Shift | undefined;
  for (const stretch of stretches(place, role, unit, beginMs, toMs + HORIZON_MS)) {
    const reason = reasonOf(stretch.duty, person);
    if (open !== undefined && !isSame(open, reason)) {
      if (stretch.fromMs > fromMs) found.push({ ...open, untilMs: stretch.fromMs });
      open = undefined;
    }
    if (open === undefined && stretch.fromMs >= toMs) return found;
    if (open === undefined && reason !== undefined)
      open = { role, unit, ...reason, fromMs: stretch.fromMs === beginMs ? null : stretch.fromMs, untilMs: null };
  }
  return open === undefined ? found : [...found, open];
}

type Reason = Pick<Shift, 'why' | 'for'>;

/** Undefined for somebody who is not on duty. */
function reasonOf({ people, hops }: Duty, person: PersonId): Reason | undefined {
  if (!people.includes(person)) return undefined;
  const hop = hops.findLast((one) => one.person === person && isFound(one.why));
  if (hop === undefined || !isFound(hop.why)) return { why: 'whole-post' };
  return { why: hop.why, ...(hop.for === undefined ? {} : { for: hop.for }) };
}

const isFound = (why: Hop['why']): why is (typeof FOUND)[number] => FOUND.some((one) => one === why);
const isSame = (shift: Shift, reason: Reason | undefined): boolean =>
  shift.why === reason?.why && shift.for === reason.for;
