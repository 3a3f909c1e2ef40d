/** Every column of the product is judged: it holds something of people, or it does not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../contracts/package-root';
import { INVENTORY } from '../../../store/personal/inventory';
import { personalDataPage } from '../../../store/personal/page';
import { schemaOfMigrations } from './schema';

const columnsOf = ({ personal, none }: (typeof INVENTORY)[string]) => [
  ...Object.keys(personal),
  ...none.split(' ').filter(Boolean),
];

it('judges every column of every table, each once, and none that is not there', async () => {
  const schema = await schemaOfMigrations();
  expect(schema.size).toBeGreaterThan(28);
  const has = Object.fromEntries([...schema].map(([table, columns]) => [table, [...columns].sort()]));
  const judged = Object.fromEntries(Object.entries(INVENTORY).map(([table, one]) => [table, columnsOf(one).sort()]));
  expect(judged).toStrictEqual(has);
});

it('reads columns that are added to tables later, and those that are generated', async () => {
  const schema = await schemaOfMigrations();
  expect(schema.get('delivery')).toContain('bundle');
  expect(schema.get('delivery')).toContain('held');
  expect(schema.get('issue')).toContain('called_again');
  expect(schema.get('notice')).toContain('acted_at');
});

it('says of each table that holds something what erasing a person does, and of no other', () => {
  for (const [table, { personal, erasure }] of Object.entries(INVENTORY))
    expect([table, erasure !== null]).toStrictEqual([table, Object.keys(personal).length > 0]);
});

it('is what docs/personal-data.md says', () => {
  const page = readFileSync(join(packageRoot(), 'docs', 'personal-data.md'), 'utf8');
  expect(page.trimEnd()).toBe(personalDataPage());
});
