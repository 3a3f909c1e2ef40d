import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../../contracts/package-root';
import { policiesFolder } from '../../../policies/read';
import { readFixtureSources } from '../../../policies/read-fixtures';
import { schemaFiles, SCHEMAS } from '../../../policies/schema-files';
import { sources } from './shipped';

const documents = [...sources, ...readFixtureSources(policiesFolder())].filter(({ path }) => !/messages/.test(path));
const kindOf = (path: string): string =>
  /procedures/.test(path)
    ? 'procedure'
    : /fixtures/.test(path)
      ? 'fixture'
      : /calendars/.test(path)
        ? 'calendar'
        : 'community';
const schemaOf = (kind: string): z.ZodType =>
  z.fromJSONSchema(
    JSON.parse(readFileSync(join(SCHEMAS, `${kind}.json`), 'utf8')) as Parameters<typeof z.fromJSONSchema>[0],
  );

test('the schemas that editors use are in step with the loader (`npm run docs` writes them)', () => {
  const files = Object.fromEntries(
    readdirSync(SCHEMAS).map((name) => [name, readFileSync(join(SCHEMAS, name), 'utf8')]),
  );
  expect(files).toEqual(schemaFiles());
});

interface Json {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly items?: Json;
}
const undescribed = (schema: Json, path = ''): readonly string[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    ...(inner.description === undefined ? [`${path}${name}`] : []),
    ...undescribed(inner, `${path}${name}.`),
  ]),
  ...(schema.items === undefined ? [] : undescribed(schema.items, path)),
];

test.each(['procedure', 'community', 'retention'])('every field of a %s is described', (kind) => {
  expect(undescribed(JSON.parse(schemaFiles()[`${kind}.json`] ?? '') as Json)).toEqual([]);
});

describe.each(documents.map((source) => [source.path, source] as const))('%s', (path, { text }) => {
  test('names its schema in its first line', () => {
    const [, named = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
    expect(join(packageRoot(), path, '..', named)).toBe(join(SCHEMAS, `${kindOf(path)}.json`));
  });

  test('passes it', () => {
    const { error } = schemaOf(kindOf(path)).safeParse(parse(text));
    expect(error?.issues ?? []).toEqual([]);
  });
});

test.each([
  ['procedure', 'procedures/joint.yaml', 'reworks: 3', 'rework: 3'],
  ['procedure', 'procedures/joint.yaml', 'event: declined', 'event: decline'],
  ['procedure', 'procedures/joint.yaml', 'report-in: 30wm', 'report-in: soon'],
  ['procedure', 'procedures/joint.yaml', 'on-timeout: reject', 'on-timeout: no'],
  ['fixture', 'fixtures/joint.yaml', '阶段: 待核实', '阶段: 待合适'],
  ['fixture', 'fixtures/joint.yaml', '场景:', '场境:'],
  ['fixture', 'fixtures/joint.yaml', '做: 不予受理', '做: 不受理'],
  ['fixture', 'fixtures/urgent.yaml', 'acknowledge: 10m', 'acknowledged: 10m'],
  ['calendar', 'calendars/cn-office.yaml', 'known-through:', 'known-thru:'],
  ['community', 'community.yaml', 'lang: en', 'lang: fr'],
  ['community', 'community.yaml', "from: '22:00'", "from: '25:00'"],
  ['community', 'community.yaml', 'every: { weeks: 1 }', 'every: { week: 1 }'],
])('an editor sees what is wrong: %s in %s, %s as %s', (kind, file, piece, by) => {
  const text = documents.find(({ path }) => path.endsWith(file))?.text ?? '';
  expect(text).toContain(piece);
  expect(schemaOf(kind).safeParse(parse(text.replace(piece, by))).success).toBe(false);
});
