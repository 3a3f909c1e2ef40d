/** What the directory says of somebody who was erased: that they are gone, and nothing of who they were. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../../contracts/package-root';
import { openDocument } from '../../../domain/procedure/documents/document';
import { checkDirectory } from '../../../policies/place';
import { policiesFolder } from '../../../policies/read';
import { ERASED_NAME, withoutPerson } from '../../../store/personal/erasure/hand-over';

const NOW = Date.parse('2026-06-01T12:34:56Z');
const written = parse(readFileSync(join(packageRoot(), 'policies', 'community.yaml'), 'utf8')) as Record<
  string,
  unknown
>;
const PERSON = 'worker-tamarisk-2';
const peopleOf = (document: Record<string, unknown>) => document['people'] as { readonly id: string }[];
const entry = (document: Record<string, unknown>) => peopleOf(document).find(({ id }) => id === PERSON);

it('leaves id and language, ends their time, and touches nobody else', () => {
  expect(entry(written)).toHaveProperty('quiet');
  const after = withoutPerson(
    { ...written, absences: [{ person: PERSON, kind: 'sick', from: '2026-01-01' }] },
    PERSON,
    NOW,
  );
  expect(entry(after)).toStrictEqual({ id: PERSON, name: ERASED_NAME, lang: 'zh', until: '2026-06-01T12:33Z' });
  expect(after['absences']).toStrictEqual([{ person: PERSON, from: '2026-01-01' }]);
  expect(peopleOf(after).filter(({ id }) => id !== PERSON)).toStrictEqual(
    peopleOf(written).filter(({ id }) => id !== PERSON),
  );
});

it('is the same when it is done again, and for whoever is not there', () => {
  const once = withoutPerson(written, PERSON, NOW);
  expect(withoutPerson(once, PERSON, NOW + 86_400_000)).toStrictEqual(once);
  expect(withoutPerson(written, 'nobody', NOW)).toBe(written);
});

it('is a directory that can be imported again', () => {
  const after = withoutPerson(written, PERSON, NOW);
  const { document } = openDocument({ path: 'community.yaml', text: JSON.stringify(after) });
  expect(() => checkDirectory(document!, policiesFolder())).not.toThrow();
});
