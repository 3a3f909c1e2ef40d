/** The mappings that docs/import.md shows can be used as they stand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMapping } from '../../../clients/import/mapping';
import { packageRoot } from '../../../contracts/package-root';

const page = readFileSync(join(packageRoot(), 'docs', 'import.md'), 'utf8');
const shown = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

it('there are two of them, and both are taken', () => {
  expect(shown.map((text) => readMapping({ path: 'docs/import.md', text }).source)).toStrictEqual([
    'old-hotline',
    'city',
  ]);
});
