/** Reading an OpenAPI document as plain JSON: its fields, its schemas, and which of them something speaks of. */
export type Json = { [field: string]: Json } | Json[] | string | number | boolean | null | undefined;
export type Fields = { [field: string]: Json };

/** What a reference to a schema begins with. */
export const SCHEMA = '#/components/schemas/';
export const REF = new RegExp(`"${SCHEMA}([^"]+)"`, 'g');

/** None of what is no object. */
export const fieldsOf = (value: Json): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

export const schemasOf = (document: Fields): Fields => fieldsOf(fieldsOf(document['components'])['schemas']);

/** Of the body of a request or an answer. */
export const schemaIn = (body: Json): Fields =>
  fieldsOf(fieldsOf(fieldsOf(fieldsOf(body)['content'])['application/json'])['schema']);

/** The names of the schemas that a value speaks of, and of those that these speak of. */
export function reachable(from: Json, schemas: Fields): ReadonlySet<string> {
  const reached = new Set<string>();
  const follow = (value: Json): void => {
    for (const [, name = ''] of JSON.stringify(value ?? null).matchAll(REF)) {
      if (reached.has(name)) continue;
      reached.add(name);
      follow(schemas[name]);
    }
  };
  follow(from);
  return reached;
}
