import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { parseFixtures } from '../../../domain/procedure/fixtures/parse';
import { runFixture } from '../../../domain/procedure/fixtures/run';
import { parsePolicies } from '../../../domain/procedure/policies';
import { PAGE } from '../../../policies/procedures-page';
import { sources, textOf } from './shipped';

/** The examples of "What the language can say": what is added to the default procedure, and what then happens. */
const sections = (/## What the language can say\n([^]*?)\n## /.exec(readFileSync(PAGE, 'utf8'))?.[1] ?? '')
  .split(/^### /m)
  .slice(1)
  .map((section) => ({
    title: section.split('\n')[0] ?? '',
    added: blocks(section, 'add'),
    steps: blocks(section, 'steps'),
  }));

function blocks(section: string, what: string): readonly string[] {
  return [...section.matchAll(new RegExp(`\`\`\`yaml ${what}\\n([^]*?)\\n\`\`\``, 'g'))].map(([, text = '']) => text);
}

type Tiers = readonly (Readonly<Record<string, unknown>> & { readonly key: string })[];
type Document = Readonly<Record<string, unknown>> & { readonly tiers?: Tiers };

/** A tier is named by its key; everything else replaces what is there. */
function withAdded(added: string): string {
  const whole = parse(textOf('procedures/default.yaml')) as Document & { readonly tiers: Tiers };
  const { tiers = [], ...rest } = parse(added) as Document;
  expect(whole.tiers.map(({ key }) => key)).toEqual(expect.arrayContaining(tiers.map(({ key }) => key)));
  const merged = whole.tiers.map((tier) => ({ ...tier, ...tiers.find(({ key }) => key === tier.key) }));
  return stringify({ ...whole, ...rest, tiers: merged });
}

const policiesWith = (added: string) =>
  parsePolicies(
    sources.map((source) =>
      source.path.endsWith('procedures/default.yaml') ? { ...source, text: withAdded(added) } : source,
    ),
  );

function failuresOf(added: string, steps: string): readonly unknown[] {
  const given = { reporter: 'resident-01', unit: 'oleaster-1', category: 'lamps', at: '2026-03-02T09:00' };
  const text = stringify({
    procedure: 'default',
    given,
    scenarios: [{ name: 'example', steps: parse(steps) as unknown }],
  });
  const policies = policiesWith(added);
  const [fixture] = parseFixtures([{ path: 'docs/procedures.md', text }], policies);
  if (fixture === undefined) throw new Error('nothing was parsed');
  return runFixture(fixture, policies).results.flatMap(({ failures }) => failures);
}

test('every clause of the language has an example', () => {
  const shown = new Set(
    sections.flatMap(({ added }) =>
      added.flatMap((text) => {
        const { tiers = [], ...rest } = parse(text) as Document;
        return [...Object.keys(rest), ...tiers.flatMap((tier) => Object.keys(tier))];
      }),
    ),
  );
  const joint = parse(textOf('procedures/joint.yaml')) as Document;
  const simple = parse(textOf('procedures/default.yaml')) as Document;
  const clauses = [
    ...Object.keys(joint).filter((name) => !(name in simple)),
    ...['warn', 'acknowledgement-expires', 'then', 'competence', 'spread', 'extension'],
  ];
  expect(clauses.filter((name) => !shown.has(name))).toEqual([]);
});

describe.each(sections.map((section) => [section.title, section] as const))('%s', (_, { added, steps }) => {
  test('is shown with one addition and what it leads to', () => {
    expect(added).toHaveLength(1);
    expect(steps.length).toBeGreaterThan(0);
  });
  test.each(steps.map((text, index) => [index + 1, text] as const))('example %d', (__, text) => {
    expect(failuresOf(added[0] ?? '', text)).toEqual([]);
  });
});

// A window over which clocks ring is not in the rules of one issue: everything else would not happen without its clause.
test.each(
  sections.filter(({ added: [text = ''] }) => !text.startsWith('spread')).map((one) => [one.title, one] as const),
)('without its clause none of this happens: %s', (_, { steps }) => {
  for (const text of steps) expect(holdsWithout(text)).toBe(false);
});

function holdsWithout(steps: string): boolean {
  try {
    return failuresOf('{}', steps).length === 0;
  } catch {
    // It names what only the addition knows.
    return false;
  }
}
