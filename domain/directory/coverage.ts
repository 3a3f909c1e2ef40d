/** Whether every procedure finds its people everywhere: no cell of the grid without a lead (每个方格都不能落下). */
import type { OpenDocument } from '../procedure/documents/document';
import { unknown } from '../procedure/documents/nearest';
import type { Problem } from '../procedure/documents/problems';
import { procedureName, askable, type Procedure, type ProcedureTier } from '../procedure/procedure';
import type { Community, Unit } from './community';
import { pointAt, type Checked } from './checked';
import { holders, unitAt } from './directory';
import { checkAnywhere, checkPostsAt, checkRoles } from './posts';

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

/** A tier of a procedure as a matter of one place would have it. */
interface Rung {
  readonly tier: ProcedureTier;
  /** Of the tier within the procedure, from 1. */
  readonly number: number;
  readonly at: Unit;
  readonly people: readonly string[];
}

/** Tiers, posts and panels of one procedure that would find nobody, or too few, for some unit. `document` is the procedure's. */
export function checkCoverage(checked: Checked, procedure: Procedure, document: OpenDocument): readonly Problem[] {
  const misfits = [
    ...procedure.tiers.flatMap((tier, index) => checkRole(checked, tier, document, index)),
    ...checkRoles(checked, procedure, document),
  ];
  if (misfits.length > 0) return misfits;
  const places = leaves(checked.community);
  const found = new Map<string, Problem>();
  for (const unit of places) {
    // Many buildings share one gap of their grid: say it once.
    for (const problem of [...checkLadder(checked, procedure, unit), ...checkPostsAt(checked, procedure, unit)])
      found.set(`${problem.field} ${problem.reason}`, problem);
  }
  return [...found.values(), ...checkAnywhere(checked, procedure, document, places)];
}

function checkLadder(checked: Checked, procedure: Procedure, unit: Unit): readonly Problem[] {
  const name = procedureName(procedure);
  const ladder = ladderOf(checked, procedure, unit);
  if (ladder.length === 0)
    return [pointAt(checked, unit, `no tier of ${name} looks after the whole of a ${unit.level}`)];
  const gaps = ladder.filter(({ people }) => people.length === 0);
  return [
    ...gaps.map(({ tier, number, at }) =>
      pointAt(checked, at, `nobody is ${tier.role} here, which tier ${number} (${tier.key}) of ${name} asks for`),
    ),
    ...checkDeciders(checked, name, ladder),
    ...checkQuorums(checked, procedure, ladder),
  ];
}

/** The tiers that a matter of this unit is pinned with: a park has no building lead, so its matters start higher up. */
function ladderOf(checked: Checked, procedure: Procedure, unit: Unit): readonly Rung[] {
  return procedure.tiers.flatMap((tier, index) => {
    const at = unitAt(checked, unit, tier.level);
    return at === undefined ? [] : [{ tier, number: index + 1, at, people: holders(checked, tier.role, at.id) }];
  });
}

/** Approvals are decided above whoever asks, so the top decides for everybody else; its own members need a fellow member. */
function checkDeciders(checked: Checked, name: string, ladder: readonly Rung[]): readonly Problem[] {
  const top = ladder.at(-1);
  const [only, ...others] = top?.people ?? [];
  if (top === undefined || only === undefined || others.length > 0) return [];
  return [
    pointAt(
      checked,
      top.at,
      `"${only}" is the only ${top.tier.role} here, so nobody could approve what "${only}" asks for in ${name}`,
    ),
  ];
}

/** A quorum of the tier above has to be there whichever tier asks; at the top one of it asks itself. */
function checkQuorums(checked: Checked, procedure: Procedure, ladder: readonly Rung[]): readonly Problem[] {
  return askable(procedure).flatMap(([field, { quorum }]) => {
    // Panels have quorums of their own, and none of this kind stands beside them.
    if (quorum === undefined || !('count' in quorum)) return [];
    const asked = ladder.length === 1 ? ladder : ladder.slice(1);
    return asked.flatMap(({ tier, at, people }) => {
      const own = tier === ladder.at(-1)?.tier ? 1 : 0;
      // That nobody is there is said elsewhere.
      if (people.length === 0 || people.length - own >= quorum.count) return [];
      const reason = `${quorum.count} of ${tier.role} have to agree to a ${field} of ${procedureName(procedure)}`;
      const left =
        own === 0 ? `only ${people.length} hold it here` : `only ${people.length - own} are left besides the asker`;
      return [pointAt(checked, at, `${reason}, but ${left}`)];
    });
  });
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
