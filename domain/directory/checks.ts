/** What the community document must keep to beyond its shape: everything named exists, once, and the units are one tree. */
import { isGuest } from '../kernel/ids';
import { SEVERITIES } from '../kernel/state';
import type { OpenDocument } from '../procedure/documents/document';
import { entries, field, mentions, repeated, type Entry } from '../procedure/documents/loose';
import type { Problem } from '../procedure/documents/problems';
import { depth, LEVELS, type Level } from '../procedure/procedure';
import { holdersIn, idsIn, nameOfPost, references, unknownAmong } from './references';
import { checkStaffing } from './staffing-checks';

/** Problems of the document by itself; works on documents that are wrong elsewhere too. */
export function checkCommunity(document: OpenDocument): readonly Problem[] {
  return [
    ...checkIds(document),
    ...checkGuests(document),
    ...checkTree(document),
    ...checkPosts(document),
    ...checkRouting(document),
    ...checkStaffing(document),
  ];
}

const list = (document: OpenDocument, name: string): readonly Entry[] => entries(document.value, name);

function checkIds(document: OpenDocument): readonly Problem[] {
  return ['units', 'people', 'roles', 'categories'].flatMap((name) =>
    repeated(list(document, name).flatMap((entry) => mentions(entry, 'id'))).map(({ path, value }) =>
      document.problem(path, `"${value}" is already the id of an earlier entry in ${name}`),
    ),
  );
}

/** Reserved for reporters without an account: whoever was called so would be the reporter of somebody else's matter. */
const checkGuests = (document: OpenDocument): readonly Problem[] =>
  list(document, 'people')
    .flatMap((entry) => mentions(entry, 'id'))
    .filter(({ value }) => isGuest(value))
    .map(({ path, value }) => document.problem(path, `"${value}" is the form of reporters without an account`));

function checkTree(document: OpenDocument): readonly Problem[] {
  const units = list(document, 'units');
  const byId = new Map(units.map((unit) => [unit.item['id'], unit]));
  const roots = units.filter((unit) => unit.item['parent'] === undefined);
  const problems = roots
    .slice(1)
    .map((unit) =>
      document.problem(
        unit.path,
        `has no parent, but "${String(roots[0]?.item['id'])}" is the root already; units are one tree`,
      ),
    );
  if (units.length > 0 && roots.length === 0)
    problems.push(document.problem(['units'], 'has no root: one unit must have no parent', 'key'));
  problems.push(...references(document, units, 'parent', 'units'));
  const unreached = notBelowAny(units, roots);
  for (const unit of units) {
    for (const { path, value } of mentions(unit, 'parent')) {
      const parent = byId.get(value);
      if (parent === undefined) continue;
      if (unreached.has(unit) && inCycle(unit, byId)) {
        problems.push(document.problem(path, `"${String(unit.item['id'])}" is, through its parents, a part of itself`));
      } else problems.push(...checkAbove(document, unit, parent));
    }
  }
  return problems;
}

function checkAbove(document: OpenDocument, unit: Entry, parent: Entry): readonly Problem[] {
  const [level, above] = [levelOf(unit), levelOf(parent)];
  if (level === undefined || above === undefined || depth(above) < depth(level)) return [];
  return [document.problem([...unit.path, 'parent'], `a ${level} can't be part of a ${above}`)];
}

const levelOf = (unit: Entry): Level | undefined => LEVELS.find((level) => level === unit.item['level']);

/** Units that no root leads to: they hang on an unknown parent or on a cycle. One pass, so that large trees stay fast. */
function notBelowAny(units: readonly Entry[], roots: readonly Entry[]): ReadonlySet<Entry> {
  const children = new Map<unknown, Entry[]>();
  for (const unit of units) {
    const parent = unit.item['parent'];
    children.set(parent, children.get(parent) ?? []);
    children.get(parent)?.push(unit);
  }
  const left = new Set(units);
  const queue = [...roots];
  for (let unit = queue.pop(); unit !== undefined; unit = queue.pop()) {
    if (left.delete(unit)) queue.push(...(children.get(unit.item['id']) ?? []));
  }
  return left;
}

function inCycle(start: Entry, byId: ReadonlyMap<unknown, Entry>): boolean {
  const seen = new Set<Entry>();
  for (
    let unit = byId.get(start.item['parent']);
    unit !== undefined && !seen.has(unit);
    unit = byId.get(unit.item['parent'])
  ) {
    if (unit === start) return true;
    seen.add(unit);
  }
  return false;
}

function checkPosts(document: OpenDocument): readonly Problem[] {
  const posts = list(document, 'posts');
  const roles = new Map(list(document, 'roles').map((role) => [role.item['id'], role]));
  const units = new Map(list(document, 'units').map((unit) => [unit.item['id'], unit]));
  return [
    ...references(document, posts, 'role', 'roles'),
    ...references(document, posts, 'unit', 'units'),
    ...unknownAmong(
      document,
      posts.flatMap((post) => holdersIn(post)),
      'people',
    ),
    ...posts.flatMap((post) => {
      const unit = units.get(post.item['unit']);
      const levels = field(roles.get(post.item['role'])?.item, 'levels');
      const level = unit === undefined ? undefined : levelOf(unit);
      if (level === undefined || !Array.isArray(levels) || levels.includes(level)) return [];
      return [
        document.problem([...post.path, 'unit'], `is a ${level}; the role exists at: ${levels.map(String).join(', ')}`),
      ];
    }),
    ...repeated(posts.flatMap(nameOfPost)).map(({ path, value }) =>
      document.problem(path, `${value} is filled by an earlier post; name everybody there`),
    ),
  ];
}

function checkRouting(document: OpenDocument): readonly Problem[] {
  const routes = list(document, 'routing');
  const problems = [...references(document, routes, 'when.category', 'categories')];
  const last = routes.at(-1);
  if (last !== undefined && last.item['when'] !== undefined) {
    problems.push(document.problem(last.path, 'the last route must be the default: one without "when"'));
  }
  // Every case there is, tried in order: a route that is never the first to match is a mistake of order.
  const open = new Set(
    idsIn(document, 'categories').flatMap((category) => SEVERITIES.map((severity) => `${category}/${severity}`)),
  );
  for (const route of routes) {
    const before = open.size;
    const categories = caseOf(route, 'category');
    const severities = caseOf(route, 'severity');
    for (const one of [...open]) {
      const [category = '', severity = ''] = one.split('/');
      if ((categories?.includes(category) ?? true) && (severities?.includes(severity) ?? true)) open.delete(one);
    }
    if (before === open.size)
      problems.push(document.problem(route.path, 'is never reached: earlier routes take all its cases'));
  }
  return problems;
}

const caseOf = (route: Entry, name: string): readonly string[] | undefined =>
  field(route.item['when'], name) === undefined ? undefined : mentions(route, 'when', name).map(({ value }) => value);
