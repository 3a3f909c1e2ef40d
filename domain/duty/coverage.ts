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
  readonly fromMs: Instant;
  /** Not included; the end of what was looked at when the gap goes on. */
  readonly untilMs: Instant;
  /** No layer of the rotation is on; all are absent; all have left; nobody holds the post. */
  readonly why: 'off-duty' | 'absent' | 'left' | 'vacant';
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
}

/** Every time from one instant to another at which a tier would find nobody, unit by unit in the order of the document. */
export function coverageGaps(policies: HasProcedures, fromMs: Instant, toMs: Instant): readonly Gap[] {
  return cellsOf(policies).flatMap((cell) => gapsOf(policies, cell, fromMs, toMs));
}

/** Unit by unit in the order of the document, and within a unit in the order of the tiers. */
export function cellsOf({ directory, current }: HasProcedures): readonly Cell[] {
  const roles = new Map<string, Set<string>>();
  for (const { level, role } of [...current.values()].flatMap(({ tiers }) => tiers))
    roles.set(level, (roles.get(level) ?? new Set()).add(role));
  return directory.community.units.flatMap((unit) =>
    [...(roles.get(unit.level) ?? [])].map((role): Cell => ({ role, unit })),
  );
}

/** Where a unit is not there, nothing has to be covered. */
function gapsOf(policies: HasProcedures, { role, unit }: Cell, fromMs: Instant, toMs: Instant): readonly Gap[] {
  const [beginMs, endMs] = [Math.max(fromMs, unit.fromMs ?? fromMs), Math.min(toMs, unit.untilMs ?? toMs)];
  const found: Gap[] = [];
  for (const { fromMs: atMs, untilMs, duty } of stretches(policies, role, unit.id, beginMs, endMs)) {
    if (duty.people.length > 0) continue;
    const gap: Gap = { role, unit: unit.id, fromMs: atMs, untilMs, ...reasonOf(duty) };
    const last = found.at(-1);
    if (last !== undefined && isContinued(last, gap)) found[found.length - 1] = { ...last, untilMs };
    else found.push(gap);
  }
  return found;
}

function reasonOf({ hops }: Duty): Pick<Gap, 'why' | 'missing'> {
  const why = (['off-duty', 'absent', 'left'] as const).find((one) => hops.some((hop) => hop.why === one)) ?? 'vacant';
  const missing = hops.flatMap((hop) => ((hop.why === 'absent' || hop.why === 'left') && hop.person) || []);
  return { why, missing: [...new Set(missing)] };
}

const isContinued = (last: Gap, next: Gap): boolean =>
  last.untilMs === next.fromMs && last.why === next.why && last.missing.join() === next.missing.join();
