/**
 * policies/schemas/: the JSON Schemas of the documents, by which an editor completes and checks them while they are written.
 * `npm run docs` writes them; a test sees that they are in step with the schemas of the loader.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../contracts/package-root';
import { calendarJsonSchema } from '../domain/calendar/schema';
import { communityJsonSchema } from '../domain/directory/community';
import { fixtureJsonSchema } from '../domain/procedure/fixtures/json-schema';
import { procedureJsonSchema } from '../domain/procedure/schema';
import { retentionJsonSchema } from './retention';

export const SCHEMAS = join(packageRoot(), 'policies', 'schemas');

const OF = {
  procedure: procedureJsonSchema,
  fixture: fixtureJsonSchema,
  calendar: calendarJsonSchema,
  community: communityJsonSchema,
  retention: retentionJsonSchema,
} as const;

/** What each file holds, by its name. */
export const schemaFiles = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(OF).map(([kind, schema]) => [`${kind}.json`, `${JSON.stringify(schema(), null, 2)}\n`]),
  );

if (require.main === module) {
  mkdirSync(SCHEMAS, { recursive: true });
  for (const [name, text] of Object.entries(schemaFiles())) writeFileSync(join(SCHEMAS, name), text);
}
