/** Who is on duty and why, and when a person is: as a list, or as a calendar for their own pocket. */
import type { Instant } from '../../../domain';
import type { Hop } from '../../../domain/duty/duty';
import type { PostName } from '../../../domain/kernel/staffing';
import { calendarFeed } from '../../../domain/duty/calendar-feed';
import { cellsOf } from '../../../domain/duty/coverage';
import { onDuty } from '../../../domain/duty/on-duty';
import { shiftsOf } from '../../../domain/duty/shifts';
import { holdsUntil } from '../../../domain/duty/stretches';
import { ancestors, unitOf } from '../../../domain/directory/directory';
import { notKnown } from '../../../domain/directory/not-known';
import type { Policies } from '../../../domain/procedure/policies';
import { countArgument, instantArgument } from '../arguments';
import type { Session } from '../session';
import { table } from '../show/table';
import { clockface, type Clockface } from '../show/time';
import { policiesOf, WEEK_MS } from './duty-policies';
import { dutyWords, roleText } from './duty-words';

export interface DutyShowOptions {
  readonly role?: string;
  readonly unit?: string;
  readonly at?: string;
}

/**
 * Every tier of every procedure at every unit, or the units and the role that are named; a unit means everything below it.
 * Throws UNIT_UNKNOWN, ROLE_UNKNOWN or ARGUMENT_INVALID.
 */
export async function dutyShow(session: Session, options: DutyShowOptions): Promise<void> {
  const policies = await policiesOf(session);
  const atMs = options.at === undefined ? Date.now() : instantArgument('--at', options.at);
  const duties = postsToShow(policies, options).map(({ role, unit, competence }) => {
    const { people, hops } = onDuty(policies, role, unit, atMs, competence);
    const untilMs = holdsUntil(policies, role, unit, atMs, competence);
    return { unit, role, ...(competence === undefined ? {} : { competence }), people, hops, untilMs };
  });
  session.answer({ atMs, duties }, () => {
    const [words, names] = [dutyWords[session.lang], session.names()];
    const clock = clockface(session.words, atMs, policies.community.zone);
    const { unit, role, onDuty: who, why, until } = words.column;
    // The reason is the longest: at the end of a line it may be cut.
    const rows = duties.map((one) => [
      names.unit(one.unit),
      roleText(words, names.role(one.role), one.competence),
      one.people.length === 0 ? words.nobody : one.people.map((person) => names.person(person)).join(', '),
      one.untilMs === null ? words.open : clock.instant(one.untilMs),
      one.hops.flatMap((hop) => hopText(session, clock, hop) ?? []).join(words.then),
    ]);
    return [
      words.at({ at: clock.local(atMs), zone: clock.zone }),
      rows.length === 0 ? words.noPost : table([unit, role, who, until, why], rows),
    ].join('\n');
  });
}

/** The shifts of the coming weeks. Throws PERSON_UNKNOWN or ARGUMENT_INVALID. */
export async function dutyPerson(session: Session, person: string, { weeks = '4' }: { weeks?: string }): Promise<void> {
  const policies = await policiesOf(session);
  const nowMs = Date.now();
  const toMs = nowMs + countArgument('--weeks', weeks) * WEEK_MS;
  const shifts = shiftsOf(policies, person, nowMs, toMs);
  const value = shifts.map(({ fromMs: fromAtMs, ...shift }) => ({ ...shift, fromAtMs }));
  session.answer({ person, fromAtMs: nowMs, untilMs: toMs, shifts: value }, () => {
    const [words, names] = [dutyWords[session.lang], session.names()];
    if (shifts.length === 0) return words.noShift({ person: names.person(person), weeks });
    const clock = clockface(session.words, nowMs, policies.community.zone);
    const at = (atMs: Instant | null): string => (atMs === null ? words.open : clock.instant(atMs));
    const { from, until, unit, role, why } = words.column;
    const rows = shifts.map((shift) => [
      at(shift.fromMs),
      at(shift.untilMs),
      names.unit(shift.unit),
      names.role(shift.role),
      words.hop[shift.why]({ person: '', instead: shift.for && names.person(shift.for), until: undefined }),
    ]);
    return table([from, until, unit, role, why], rows);
  });
}

/** The feed as RFC 5545 has it, to be kept in a file or served. Throws PERSON_UNKNOWN or ARGUMENT_INVALID. */
export async function dutyCalendar(
  session: Session,
  person: string,
  { weeks = '8' }: { weeks?: string },
): Promise<void> {
  const nowMs = Date.now();
  const toMs = nowMs + countArgument('--weeks', weeks) * WEEK_MS;
  const calendar = calendarFeed(await policiesOf(session), person, nowMs, toMs);
  // Each line of a feed ends in CRLF, also the last one, whose LF is written with it.
  session.answer({ person, calendar }, () => `${calendar.trimEnd()}\r`);
}

/** A post of which a tier asks a competence is shown once more for it. */
function postsToShow(policies: Policies, { role, unit }: DutyShowOptions): readonly PostName[] {
  const { roles, community } = policies.directory;
  if (role !== undefined && !roles.has(role)) throw notKnown('ROLE_UNKNOWN', 'role', role, [...roles.keys()]);
  const top = unit === undefined ? undefined : unitOf(policies, unit).id;
  const isWithin = (id: string): boolean =>
    top === undefined || id === top || ancestors(policies, id).some((above) => above.id === top);
  const asked = new Map(cellsOf(policies).map((cell) => [`${cell.role}@${cell.unit.id}`, cell.competences]));
  const named = new Set([
    ...asked.keys(),
    ...community.rotations.map((rotation) => `${rotation.role}@${rotation.unit}`),
  ]);
  return community.posts
    .filter(
      (post) =>
        isWithin(post.unit) && (role === undefined ? named.has(`${post.role}@${post.unit}`) : post.role === role),
    )
    .flatMap((post) => [
      { role: post.role, unit: post.unit },
      ...(asked.get(`${post.role}@${post.unit}`) ?? []).map((competence) => ({
        role: post.role,
        unit: post.unit,
        competence,
      })),
    ]);
}

/** Undefined for what the other columns say already. */
function hopText(session: Session, clock: Clockface, { why, person, for: instead, untilMs }: Hop): string | undefined {
  if (why === 'nobody') return undefined;
  const names = session.names();
  return dutyWords[session.lang].hop[why]({
    person: person === undefined ? '' : names.person(person),
    instead: instead && names.person(instead),
    until: untilMs === undefined ? undefined : clock.local(untilMs).slice(0, -3),
  });
}
