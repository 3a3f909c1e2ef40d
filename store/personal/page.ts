/** docs/personal-data.md, made from the inventory: `npm run docs` writes it, a test sees that it is in step. */
import { DATA_CATEGORIES } from './categories';
import { INVENTORY, OTHER_PLACES, type TableOfData } from './inventory';

export function personalDataPage(): string {
  return [
    '# Personal data',
    '',
    'Everything that Doorstep keeps of people: where, why, who may read it, for how long, and what becomes of it when a person is erased.',
    'This page is generated from `store/personal/` by `npm run docs`; a test holds it against the schema of the database, so that no column is added without being judged.',
    '',
    'What somebody may see of themselves: `GET /v1/people/{person}/personal-data` or `doorstep person export <id>` ([identity.md](identity.md)). How a person is erased, and the certificate of it: [operations](operations.md#erasing-a-person) and decision [0094](decisions/0094-erasure.md).',
    '',
    '## Kinds',
    '',
    '| kind | what | why | who may read it | kept |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(DATA_CATEGORIES).map(
      ([name, { what, why, readers, kept }]) => `| **${name}** | ${what} | ${why} | ${readers} | ${kept} |`,
    ),
    '',
    '## Tables',
    '',
    '| table | holds | of people | erasing somebody |',
    '| --- | --- | --- | --- |',
    ...Object.entries(INVENTORY)
      .filter(([, { erasure }]) => erasure !== null)
      .map(row),
    '',
    'Nothing of anybody is in:',
    '',
    ...Object.entries(INVENTORY)
      .filter(([, { erasure }]) => erasure === null)
      .map(([name, { holds }]) => `- \`${name}\`: ${holds}`),
    '',
    '## Elsewhere',
    '',
    '| where | holds | kind | kept | erasing somebody |',
    '| --- | --- | --- | --- | --- |',
    ...OTHER_PLACES.map(
      ({ place, holds, category, kept, erasure }) =>
        `| ${place} | ${holds} | ${category ?? 'none'} | ${kept} | ${erasure} |`,
    ),
  ].join('\n');
}

const row = ([name, { holds, personal, erasure }]: readonly [string, TableOfData]): string =>
  `| \`${name}\` | ${holds} | ${Object.entries(personal)
    .map(([column, category]) => `\`${column}\` (${category})`)
    .join(', ')} | ${erasure ?? ''} |`;

if (require.main === module) process.stdout.write(`${personalDataPage()}\n`);
