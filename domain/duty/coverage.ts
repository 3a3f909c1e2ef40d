/** Where nobody will be on duty: every tier of every procedure needs somebody at all times (每个方格都不能落下). */
import type { Unit } from '../directory/community';
import type { HasDirectory } from '../directory/directory';
import type { Instant, PersonId, UnitId } from '../kernel/ids';
import type { Procedure } from '../procedure/procedure';
import type { Duty } from './duty';
import { stretches } from './stretches';

export interface Gap {
  readonly role: string;
  readonly unit: UnitId;
  /** Somebody is on duty then, and nobody who holds all of these; left out where nobody is. */
  readonly competence?: readonly string[];
  readonly fromMs: Instant;
  /** Not included; the end of what was looked at when the gap goes on. */
  readonly untilMs: Instant;
  /** No layer of the rotation is on; all are absent; all have left; all who are there lack the competence; nobody holds the post. */
  readonly why: 'off-duty' | 'absent' | 'left' | 'not-competent' | 'vacant';
  /** Who would have been on duty. */
  readonly missing: readonly PersonId[];
}

export interface HasProcedures extends HasDirectory {
  /** The newest version of each procedure, by id. */
  readonly current: ReadonlyMap<string, Procedure>;
}

/** A role at a unit at which matters of a current procedure arrive. */
export interface Cell {
  readonly role: string;
  readonly unit: Unit;
  /** Every combination that a tier asks there, each once. */
  readonly competences: readonly (readonly string[])[];
}

/** Names what somebody has to be found for. */
export const cellName = ({ role, unit, competence = [] }: Pick<Gap, 'role' | 'unit' | 'competence'>): string =>
  [`${role}@${unit}`, ...competence].join('+');

/** Every time from one instant to another at which a tier would find nobody, unit by unit in the order of the document. */
export function coverageGaps(policies: HasProcedures, fromMs: Instant, toMs: Instant): readonly Gap[] {
  return cellsOf(policies).flatMap((cell) => gapsOf(policies, cell, fromMs, toMs));
}

/** Unit by unit in the order of the document, and within a unit in the order of the tiers. */
export function cellsOf({ directory, current }: HasProcedures): readonly Cell[] {
  const roles = new Map<string, Map<string, Map<string, readonly string[]>>>();
  for (const { level, role, competence } of [...current.values()].flatMap(({ tiers }) => tiers)) {
    const ofLevel = roles.get(level) ?? new Map<string, Map<string, readonly string[]>>();
    roles.set(level, ofLevel);
    const asked = ofLevel.get(role) ?? new Map<string, readonly string[]>();
    ofLevel.set(role, asked);
    if (competence !== undefined) asked.set(competence.join(' '), competence);
  }
  return directory.community.units.flatMap((unit) =>
    [...(roles.get(unit.level) ?? [])].map(([role, asked]): Cell => ({ role, unit, competences: [...asked.values()] })),
  );
}

/** Where a unit is not there, nothing has to be covered. */
function gapsOf(policies: HasProcedures, { role, unit, competences }: Cell, fromMs: Instant, toMs: Instant) {
  const [beginMs, endMs] = [Math.max(fromMs, unit.fromMs ?? fromMs), Math.min(toMs, unit.untilMs ?? toMs)];
  const nobody = emptyStretches(policies, { role, unit: unit.id }, beginMs, endMs);
  const notCompetent = competences.flatMap((competence) =>
    joined(
      emptyStretches(policies, { role, unit: unit.id, competence }, beginMs, endMs).flatMap((gap) =>
        // That nobody at all is there is said once.
        outside(gap, nobody),
      ),
    ),
  );
  return [...joined(nobody), ...notCompetent];
}

function emptyStretches(
  policies: HasProcedures,
  cell: Pick<Gap, 'role' | 'unit' | 'competence'>,
  fromMs: Instant,
  toMs: Instant,
): readonly Gap[] {
  return [...stretches(policies, cell.role, cell.unit, fromMs, toMs, cell.competence)].flatMap((stretch) =>
    stretch.duty.people.length > 0
      ? []
      : [{ ...cell, fromMs: stretch.fromMs, untilMs: stretch.untilMs, ...reasonOf(stretch.duty) }],
  );
}

/** What of a gap lies in none of these, which are in order. */
function outside(gap: Gap, others: readonly Gap[]): readonly Gap[] {
  const found: Gap[] = [];
  let { fromMs } = gap;
  for (const other of others) {
    if (other.untilMs <= fromMs || other.fromMs >= gap.untilMs) continue;
    if (other.fromMs > fromMs) found.push({ ...gap, fromMs, untilMs: other.fromMs });
    fromMs = other.untilMs;
  }
  return fromMs < gap.untilMs ? [...found, { ...gap, fromMs }] : found;
}

function joined(gaps: readonly Gap[]): readonly Gap[] {
  const found: Gap[] = [];
  for (const gap of gaps) {
    const last = found.at(-1);
    if (last !== undefined && isContinued(last, gap)) found[found.length - 1] = { ...last, untilMs: gap.untilMs };
    else found.push(gap);
  }
  return found;
}

/** The first that applies is told: somebody who is there and lacks what is asked is nearer than anybody who is not. */
const REASONS = ['not-competent', 'off-duty', 'absent', 'left'] as const;
const MISSING: ReadonlySet<Duty['hops'][number]['why']> = new Set(['absent', 'left', 'not-competent']);

function reasonOf({ hops }: Duty): Pick<Gap, 'why' | 'missing'> {
  const why = REASONS.find((one) => hops.some((hop) => hop.why === one)) ?? 'vacant';
  const missing = hops.flatMap((hop) => (MISSING.has(hop.why) && hop.person) || []);
  return { why, missing: [...new Set(missing)] };
}

/** Whose turn it would be is no other gap. */
const isContinued = (last: Gap, next: Gap): boolean =>
  last.untilMs === next.fromMs &&
  last.why === next.why &&
  last.missing.toSorted().join() === next.missing.toSorted().join();
