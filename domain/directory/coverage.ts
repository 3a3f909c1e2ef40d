/** Whether every procedure finds its people everywhere: no cell of the grid without a lead (每个方格都不能落下). */
import type { OpenDocument } from '../procedure/documents/document';
import { unknown } from '../procedure/documents/nearest';
import type { Problem } from '../procedure/documents/problems';
import { procedureName, type Procedure, type ProcedureTier } from '../procedure/procedure';
import type { Community, Unit } from './community';
import { holders, unitAt, type HasDirectory } from './directory';

export interface Checked extends HasDirectory {
  readonly community: Community;
  /** The community document, to point into. */
  readonly document: OpenDocument;
}

/** Routes that name no procedure. */
export function checkRoutes(checked: Checked, procedures: ReadonlyMap<string, Procedure>): readonly Problem[] {
  return checked.community.routing.flatMap((route, index) =>
    procedures.has(route.procedure)
      ? []
      : [
          checked.document.problem(
            ['routing', index, 'procedure'],
            unknown('procedure', route.procedure, procedures.keys()),
          ),
        ],
  );
}

/** Tiers of one procedure that would find nobody, or nobody to approve, for some unit. `document` is the procedure's. */
export function checkCoverage(checked: Checked, procedure: Procedure, document: OpenDocument): readonly Problem[] {
  const misfits = procedure.tiers.flatMap((tier, index) => checkRole(checked, tier, document, index));
  if (misfits.length > 0) return misfits;
  const found = new Map<string, Problem>();
  for (const unit of leaves(checked.community)) {
    procedure.tiers.forEach((tier, index) => {
      const problem = gap(checked, procedure, tier, index, unit) ?? noDecider(checked, procedure, index, unit);
      // Many buildings share one gap of their grid: say it once.
      if (problem !== undefined) found.set(`${problem.field} ${problem.reason}`, problem);
    });
  }
  return [...found.values()];
}

function checkRole(checked: Checked, tier: ProcedureTier, document: OpenDocument, index: number): readonly Problem[] {
  const role = checked.directory.roles.get(tier.role);
  if (role === undefined)
    return [document.problem(['tiers', index, 'role'], unknown('role', tier.role, checked.directory.roles.keys()))];
  if (role.levels.includes(tier.level)) return [];
  return [document.problem(['tiers', index, 'level'], `role ${role.id} exists at: ${role.levels.join(', ')}`)];
}

function leaves(community: Community): readonly Unit[] {
  const parents = new Set(community.units.map((unit) => unit.parent));
  return community.units.filter((unit) => !parents.has(unit.id));
}

function gap(
  checked: Checked,
  procedure: Procedure,
  tier: ProcedureTier,
  index: number,
  unit: Unit,
): Problem | undefined {
  const needed = `tier ${index + 1} (${tier.key}) of ${procedureName(procedure)}`;
  const at = unitAt(checked, unit, tier.level);
  if (at === undefined) return pointAt(checked, unit, `is part of no ${tier.level}, which ${needed} asks for`);
  if (holders(checked, tier.role, at.id).length > 0) return undefined;
  return pointAt(checked, at, `nobody is ${tier.role} here, which ${needed} asks for`);
}

/** Approvals are decided one rung up (at the top: by a fellow member), never by the handler who asks. */
function noDecider(checked: Checked, procedure: Procedure, index: number, unit: Unit): Problem | undefined {
  const handlers = peopleOf(checked, procedure.tiers[index], unit);
  const above = procedure.tiers[Math.min(index + 1, procedure.tiers.length - 1)];
  const deciders = peopleOf(checked, above, unit);
  const stuck = handlers.find((handler) => deciders.length > 0 && deciders.every((decider) => decider === handler));
  if (stuck === undefined || above === undefined) return undefined;
  const at = unitAt(checked, unit, above.level) ?? unit;
  return pointAt(
    checked,
    at,
    `"${stuck}" is the only ${above.role} here, so nobody could approve what "${stuck}" asks for in ${procedureName(procedure)}`,
  );
}

function peopleOf(checked: Checked, tier: ProcedureTier | undefined, unit: Unit): readonly string[] {
  const at = tier === undefined ? undefined : unitAt(checked, unit, tier.level);
  return at === undefined || tier === undefined ? [] : holders(checked, tier.role, at.id);
}

function pointAt(checked: Checked, unit: Unit, reason: string): Problem {
  const index = checked.community.units.indexOf(unit);
  return checked.document.problem(['units', index], `${unit.id}: ${reason}`);
}
