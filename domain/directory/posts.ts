/** Whether everybody whom a procedure names beside its ladder can be found: who verifies, checks, calls, decides, helps, learns. */
import type { OpenDocument } from '../procedure/documents/document';
import { unknown } from '../procedure/documents/nearest';
import type { FieldPath, Problem } from '../procedure/documents/problems';
import type { Quorum } from '../kernel/rules';
import { askable, depth, procedureName, type Procedure, type WrittenPost } from '../procedure/procedure';
import { pointAt, type Checked } from './checked';
import type { Unit } from './community';
import { postedAt, unitAt } from './directory';

interface Named {
  readonly path: FieldPath;
  readonly post: WrittenPost;
  /** How the procedure calls them. */
  readonly what: string;
  /** Panels: how many of them have to agree. */
  readonly quorum?: Quorum;
}

/** Who has to be found wherever the procedure applies: without them a stage would wait for nobody. */
const needed = (procedure: Procedure): readonly Named[] => [
  ...(
    [
      ['verification', procedure.verification],
      ['check', procedure.check],
      ['call-back', procedure.callBack],
    ] as const
  ).flatMap(([what, post]): readonly Named[] => (post === undefined ? [] : [{ path: [what], post, what }])),
  ...askable(procedure).flatMap(([field, { panels = [] }]) =>
    panels.map((panel, index): Named => ({
      path: [field, 'panels', index],
      post: panel,
      what: `the decision on ${field}`,
      quorum: panel.quorum,
    })),
  ),
];

/** Who may be there in one place and not in another: a building without a property manager has none to dispatch to. */
const local = ({ parties = [], copies = [] }: Procedure): readonly Named[] => [
  ...parties.map((post, index): Named => ({ path: ['parties', index], post, what: `party ${post.key}` })),
  ...copies.map((post, index): Named => ({ path: ['copies', index], post, what: `the copy of ${post.event}` })),
];

/** Roles that are not known, or that exist neither at the level that is written nor above it. */
export const checkRoles = ({ directory }: Checked, procedure: Procedure, document: OpenDocument): readonly Problem[] =>
  [...needed(procedure), ...local(procedure)].flatMap(({ path, post }) => {
    const role = directory.roles.get(post.role);
    if (role === undefined)
      return [document.problem([...path, 'role'], unknown('role', post.role, directory.roles.keys()))];
    if (role.levels.some((level) => depth(level) <= depth(post.level))) return [];
    return [document.problem([...path, 'level'], `role ${role.id} exists at: ${role.levels.join(', ')}`)];
  });

/** What the procedure could not do, or nobody could decide, for a matter of this unit. */
export function checkPostsAt(checked: Checked, procedure: Procedure, unit: Unit): readonly Problem[] {
  const name = procedureName(procedure);
  return needed(procedure).flatMap(({ post, what, quorum }) => {
    // What lies above a post goes on without it, as it does without the rungs below it.
    if (depth(unit.level) < depth(post.level)) return [];
    const found = postedAt(checked, post.role, unit, post.level);
    if (found === undefined) {
      const reason = `nobody is ${post.role} here or above, whom ${what} of ${name} asks for`;
      return [pointAt(checked, unitAt(checked, unit, post.level) ?? unit, reason)];
    }
    if (quorum === undefined || !('count' in quorum) || found.people.length >= quorum.count) return [];
    const reason = `${quorum.count} of ${post.role} have to agree for ${what} of ${name}, but only ${found.people.length} hold it here`;
    return [pointAt(checked, found.unit, reason)];
  });
}

/** Units beside the ladder, and people to be informed, who are nowhere at all. */
export const checkAnywhere = (
  checked: Checked,
  procedure: Procedure,
  document: OpenDocument,
  places: readonly Unit[],
): readonly Problem[] =>
  local(procedure).flatMap(({ path, post, what }) =>
    places.some((unit) => postedAt(checked, post.role, unit, post.level) !== undefined)
      ? []
      : [
          document.problem(
            [...path, 'role'],
            `nobody is ${post.role} at any ${post.level} or above; name somebody in posts, or take ${what} out`,
          ),
        ],
  );
