/** What the entries of the package bring along: everything that is ever loaded, also later, and everything that their types name. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { packageRoot } from '../../contracts/package-root';
import { buildWhenStale } from '../support/build';

beforeAll(() => buildWhenStale());

const dist = join(packageRoot(), 'dist');
const IMPORT = {
  '.js': /(?:require|import)\(\s*["']([^"']+)["']\s*\)/g,
  '.d.ts': /(?:from\s+|import\(\s*|import\s+)["']([^"']+)["']/g,
};

/** The packages that can be reached from a file of dist/, and the files themselves. */
function reached(entry: string, suffix: '.js' | '.d.ts') {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(IMPORT[suffix])) {
      if (!name.startsWith('.')) {
        packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
        continue;
      }
      const base = resolve(dirname(file), name).replace(/\.js$/, '');
      const found = [`${base}${suffix}`, join(base, `index${suffix}`)].find((one) => existsSync(one));
      if (found === undefined) throw new Error(`${file} imports ${name}, which is not there.`);
      visit(found);
    }
  };
  visit(join(dist, `${entry}${suffix}`));
  const rooms = new Set([...files].map((file) => relative(dist, file).split('/')[0]));
  return { packages: [...packages].filter((name) => !name.startsWith('node:')).sort(), rooms: [...rooms].sort() };
}

it('the walk sees what is loaded later', () => {
  expect(reached('clients/sdk/index', '.js').packages).toEqual(
    expect.arrayContaining(['@temporalio/client', 'pg', '@nats-io/transport-node']),
  );
});

it.each(['.js', '.d.ts'] as const)('HTTP needs neither Temporal nor PostgreSQL nor NATS (%s)', (suffix) => {
  const { packages, rooms } = reached('clients/sdk/http/index', suffix);
  expect(packages).toStrictEqual(['zod']);
  expect(rooms).not.toContain('store');
});

it.each(['.js', '.d.ts'] as const)('NATS needs neither Temporal nor PostgreSQL (%s)', (suffix) => {
  const { packages, rooms } = reached('clients/sdk/nats/index', suffix);
  const nats = suffix === '.js' ? ['@nats-io/jetstream', '@nats-io/transport-node'] : [];
  expect(packages).toStrictEqual([...nats, 'zod']);
  expect(rooms).not.toContain('store');
});
