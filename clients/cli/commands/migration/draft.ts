/** The documents in use with a draft laid over them: a calendar that is not in force yet, or several. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readCalendar } from '../../../../domain/calendar/parse';
import type { Source } from '../../../../domain/procedure/documents/document';
import { kindOf, parsePolicies, type Policies } from '../../../../domain/procedure/policies';
import { attempt, readPolicies, readSource, readSources } from '../../../../policies/read';

/**
 * @param draft a calendar, a folder of calendars, or a whole folder of policies
 * Throws DoorstepError POLICIES_UNREADABLE, or what parsePolicies throws.
 */
export function policiesWith(folder: string, draft: string | undefined): Policies {
  if (draft === undefined) return readPolicies(folder);
  if (!attempt(draft, () => statSync(draft)).isDirectory()) return laidOver(folder, [draft]);
  if (existsSync(join(draft, 'community.yaml'))) return readPolicies(draft);
  const files = attempt(draft, () => readdirSync(draft))
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  return laidOver(
    folder,
    files.map((name) => join(draft, name)),
  );
}

/** A draft of a version that is in use takes its place. */
function laidOver(folder: string, files: readonly string[]): Policies {
  const drafts = files.map((path) => ({ ...readSource(path), path: `calendars/${basename(path)}` }));
  const drafted = new Set(drafts.map(nameOf));
  const others = readSources(folder).filter(
    (source) => kindOf(source.path) !== 'calendar' || !drafted.has(nameOf(source)),
  );
  return parsePolicies([...others, ...drafts]);
}

/** `calendar@version`; what can't be read takes nobody's place, and is refused with the others. */
const nameOf = (source: Source): string => readCalendar(source).calendar?.time.name ?? source.path;
