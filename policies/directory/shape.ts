/** What the schema of the community document says of a field: by it cells of a table become values, and fields their order. */
import { communityJsonSchema } from '../../domain/directory/community';

export interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

let read: Shape | undefined;
const community = (): Shape => (read ??= communityJsonSchema() as Shape);

/** Names of the lists of the document, in its order. */
export const sectionNames = (): readonly string[] =>
  Object.entries(fieldsOf(community())).flatMap(([name, shape]) => (isList(shape) ? [name] : []));

/** Of the entries of a section. */
export const entryShape = (section: string): Shape => fieldsOf(community())[section]?.items ?? {};

/** Of what belongs to the place as a whole. */
export const headShape = (): Shape => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(fieldsOf(community())).filter(([, shape]) => !isList(shape))),
});

/** Everything that a field may hold, where there are several possibilities. */
const choices = (shape: Shape): readonly Shape[] => [shape, ...(shape.anyOf ?? []).flatMap(choices)];

export const fieldsOf = (shape: Shape): Readonly<Record<string, Shape>> =>
  Object.assign({}, ...choices(shape).map(({ properties }) => properties ?? {})) as Record<string, Shape>;

export const isList = (shape: Shape): boolean => choices(shape).some(({ type }) => type === 'array');
export const isMapping = (shape: Shape): boolean => choices(shape).some(({ type }) => type === 'object');
export const isNumber = (shape: Shape): boolean =>
  choices(shape).some(({ type }) => type === 'integer' || type === 'number');
export const isBoolean = (shape: Shape): boolean => choices(shape).some(({ type }) => type === 'boolean');
export const itemsOf = (shape: Shape): Shape => choices(shape).find(({ items }) => items !== undefined)?.items ?? {};

/** The shape of a column such as `name.zh`; undefined where the schema knows none. */
export function shapeAt(shape: Shape, path: readonly string[]): Shape | undefined {
  return path.reduce<Shape | undefined>((at, field) => (at === undefined ? undefined : fieldsOf(at)[field]), shape);
}

/** Every column that a table of such entries can have. */
export function columnsOf(shape: Shape, path = ''): readonly string[] {
  return Object.entries(fieldsOf(shape)).flatMap(([field, inner]) => {
    const name = path === '' ? field : `${path}.${field}`;
    return isMapping(inner) && !isList(inner) ? columnsOf(inner, name) : [name];
  });
}

/** The value with its fields in the order of the schema; those that it does not know stand behind, in their own. */
export function inOrder(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) return value.map((one) => inOrder(one, itemsOf(shape)));
  if (typeof value !== 'object' || value === null) return value;
  const fields = fieldsOf(shape);
  const names = [...Object.keys(fields).filter((name) => name in value), ...Object.keys(value)];
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, inOrder((value as Record<string, unknown>)[name], fields[name] ?? {})]),
  );
}

/** The whole document so, its sections and their entries. */
export const documentInOrder = (document: unknown): Readonly<Record<string, unknown>> =>
  inOrder(document, community()) as Readonly<Record<string, unknown>>;
