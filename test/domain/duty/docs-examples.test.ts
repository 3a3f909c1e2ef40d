/** Every example of docs/duty.md, put into the shipped community. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { packageRoot } from '../../../contracts/package-root';
import { onDuty } from '../../../domain/duty/on-duty';
import { holdsUntil } from '../../../domain/duty/stretches';
import { parsePolicies, type Policies } from '../../../domain/procedure/policies';
import { sources, textOf } from '../procedure/shipped';

interface Expected {
  readonly at: string;
  readonly role: string;
  readonly unit: string;
  readonly competence?: readonly string[];
  readonly people: readonly string[];
  readonly why?: readonly string[];
  readonly until?: string;
}
type Entry = Readonly<Record<string, unknown>>;

const page = readFileSync(join(packageRoot(), 'docs', 'duty.md'), 'utf8');
const block = (section: string, what: string): string =>
  new RegExp(`\`\`\`yaml ${what}\\n([^]*?)\\n\`\`\``).exec(section)?.[1] ?? '';
const examples = page
  .split(/^### /m)
  .slice(1)
  .map((section) => [section.split('\n')[0] ?? '', block(section, 'add'), block(section, 'then')] as const);

/** People and posts are replaced one by one, every other section as a whole. */
function withAdded(added: string): Policies {
  const whole = parse(textOf('community.yaml')) as Readonly<Record<string, readonly Entry[]>>;
  const sections = parse(added) as Readonly<Record<string, readonly Entry[]>>;
  const same = (a: Entry, b: Entry): boolean =>
    a['id'] === b['id'] && a['role'] === b['role'] && a['unit'] === b['unit'];
  const merged = Object.entries(sections).map(([name, entries]) => [
    name,
    name === 'people' || name === 'posts'
      ? whole[name]?.map((old) => entries.find((entry) => same(entry, old)) ?? old)
      : entries,
  ]);
  const text = stringify({ ...whole, ...Object.fromEntries(merged) });
  return parsePolicies(
    sources.map((source) => (source.path.endsWith('community.yaml') ? { ...source, text } : source)),
  );
}

const at = (text: string): number => Date.parse(`${text}+08:00`);

test.each(examples)('%s', (_, added, then) => {
  const policies = withAdded(added);
  for (const { at: text, role, unit, competence, people, why, until } of (parse(then) ?? []) as readonly Expected[]) {
    const duty = onDuty(policies, role, unit, at(text), competence);
    expect({ text, people: duty.people }).toEqual({ text, people });
    if (why !== undefined) expect(duty.hops.map((hop) => hop.why)).toEqual(why);
    if (until !== undefined) expect(holdsUntil(policies, role, unit, at(text), competence)).toBe(at(until));
  }
});

test('each section of the document that is about duty has an example, and all but that of channels an outcome', () => {
  expect(examples.flatMap(([, added]) => Object.keys(parse(added) as object))).toEqual(
    expect.arrayContaining(['rotations', 'overrides', 'absences', 'deputies', 'posts', 'people']),
  );
  expect(examples.filter(([, , then]) => then === '')).toHaveLength(1);
});
