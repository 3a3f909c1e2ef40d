import { parseProcedure } from '../../../domain/procedure/parse';
import { procedureJsonSchema } from '../../../domain/procedure/schema';
import { LARGEST_DOCUMENT } from '../../../domain/procedure/documents/document';
import { lineOf, refusal, textOf } from './shipped';

const path = 'policies/procedures/default.yaml';
const shipped = textOf('procedures/default.yaml');

describe('GIVEN the shipped default procedure', () => {
  it('WHEN it is parsed THEN it is the four-tier ladder with spans in milliseconds', () => {
    const procedure = parseProcedure({ path, text: shipped });
    expect(procedure.tiers.map((tier) => tier.role)).toEqual([
      'building-lead',
      'grid-worker',
      'party-group',
      'committee',
    ]);
    expect(procedure.tiers[0]).toMatchObject({
      acknowledge: { time: 'natural', ms: 7_200_000 },
      handle: { time: 'natural', ms: 28_800_000 },
      repeat: { every: { time: 'natural', ms: 3_600_000 }, times: 1 },
    });
    expect(procedure.reopenWithinMs).toBe(30 * 86_400_000);
  });

  it('WHEN everybody ignores a matter THEN the ladder reaches its last tier within 48 hours, and within a day if nobody even signs in', () => {
    const climbing = parseProcedure({ path, text: shipped }).tiers.slice(0, -1);
    const ignoredMs = climbing.reduce(
      (sum, tier) => sum + tier.acknowledge.ms + tier.repeat.every.ms * tier.repeat.times,
      0,
    );
    const unhandledMs = climbing.reduce((sum, tier) => sum + tier.handle.ms, 0);
    expect(ignoredMs).toBeLessThanOrEqual(24 * 3_600_000);
    expect(unhandledMs).toBeLessThanOrEqual(48 * 3_600_000);
  });

  it('WHEN a tier has no reminders THEN the ladder climbs at its acknowledgement deadline', () => {
    const text = shipped.replace('    repeat: { every: 1h, times: 1 }\n', '');
    expect(parseProcedure({ path, text }).tiers[0]?.repeat).toEqual({
      every: { time: 'natural', ms: 7_200_000 },
      times: 0,
    });
  });
});

/** what is spoiled, the piece, its replacement, the field, the reason; the line is that of the piece unless `at` names another. */
const cases = (<readonly (readonly [string, string, string, string, RegExp, string?])[]>[
  ['a number for a span', 'acknowledge: 2h', 'acknowledge: 2', 'tiers[0].acknowledge', /span of time such as .* not 2/],
  ['a span in words', 'acknowledge: 2h', 'acknowledge: two hours', 'tiers[0].acknowledge', /span of time/],
  ['a zero span', 'acknowledge: 2h', 'acknowledge: 0h', 'tiers[0].acknowledge', /at least 1s/],
  ['a negative span', 'acknowledge: 2h', 'acknowledge: -2h', 'tiers[0].acknowledge', /span of time/],
  ['an absurd span', 'within: 72h', 'within: 400d', 'confirmation.within', /at most 366d/],
  [
    'a handling shorter than the acknowledgement',
    'handle: 8h',
    'handle: 1h',
    'tiers[0].handle',
    /shorter than acknowledge \(1h < 2h\)/,
  ],
  [
    'reminders beyond the handling',
    'times: 1 }',
    'times: 9 }',
    'tiers[0].handle',
    /ends before the reminders do/,
    'handle: 8h',
  ],
  [
    'an extension longer than the work',
    'limit: 24h',
    'limit: 25h',
    'extension.limit',
    /longer than any tier's handle \(1d 1h > 1d\)/,
  ],
  [
    'a last tier without repeat',
    '    repeat: { every: 6h }\n',
    '',
    'tiers[3].repeat',
    /last tier repeats without end/,
    '- key: committee',
  ],
  ['a last tier that stops', '{ every: 6h }', '{ every: 6h, times: 3 }', 'tiers[3].repeat.times', /must be left out/],
  ['two tiers of one key', 'key: grid-worker', 'key: building-lead', 'tiers[1].key', /used twice/],
  [
    'an unknown field',
    'acknowledge: 2h',
    'acknowledge: 2h\n    acknowlege: 2h',
    'tiers[0].acknowlege',
    /did you mean "acknowledge"/,
    'handle: 8h',
  ],
  ['an unknown level', 'level: building', 'level: bilding', 'tiers[0].level', /did you mean "building"/],
  [
    'a ladder that goes down',
    'level: community',
    'level: building',
    'tiers[3].level',
    /goes down from grid to building/,
  ],
  ['a missing field', 'reopen: { within: 30d }', '', 'reopen', /is required/, 'id: default'],
  [
    'a field without value',
    'acknowledge: 2h',
    'acknowledge:',
    'tiers[0].acknowledge',
    /must be a span of time|must be text/,
  ],
  ['an id with a dot', 'id: default', 'id: de.fault', 'id', /a-z, 0-9/],
  ['a half version', 'version: 2', 'version: 2.5', 'version', /whole number/],
  ['a duplicate YAML key', 'version: 2', 'version: 2\nversion: 3', '', /unique/, 'name: { zh: 四级闭环'],
  ['an unknown tag', 'version: 2', 'version: !secret 2', '', /Unresolved tag/],
  ['broken YAML', 'version: 2', 'version: [2', '', /./, 'name: { zh: 四级闭环'],
  ['two documents', 'evidence: {', '---\nevidence: {', '', /document/],
]).map(([what, piece, by, field, reason, at = piece]) => ({ what, piece, by, field, reason, at }));

describe('GIVEN a procedure with', () => {
  it.each(cases)('$what THEN it is refused with file, line, field and reason', ({ piece, by, field, reason, at }) => {
    expect(shipped).toContain(piece);
    const { code, problems, error } = refusal(() => parseProcedure({ path, text: shipped.replace(piece, () => by) }));
    expect(code).toBe('PROCEDURE_INVALID');
    const found = problems.find((problem) => problem.field === field);
    expect(problems.map((problem) => problem.field)).toContain(field);
    expect(found?.file).toBe(path);
    expect(found?.reason).toMatch(reason);
    expect(found?.line).toBe(lineOf(shipped, at));
    expect(error.place).toMatchObject({ file: path });
  });

  it.each([
    ['nothing in it', ''],
    ['only a comment', '# later\n'],
    ['a list instead of a mapping', '- 1\n'],
    ['nesting without end', '['.repeat(50_000)],
    [
      'an alias bomb',
      `a: &a [1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`,
    ],
    ['too much in it', `# ${'x'.repeat(LARGEST_DOCUMENT)}`],
    ['a key that is no text', '? [1]\n: 2\n'],
    ['no tiers', shipped.replace(/tiers:[\s\S]*?evidence/, 'tiers: []\nevidence')],
  ])('%s THEN it is refused as a whole', (_what, text) => {
    expect(refusal(() => parseProcedure({ path, text })).code).toBe('PROCEDURE_INVALID');
  });

  it('several mistakes of every kind THEN all of them are listed, in the order of the file, and the message shows the first', () => {
    const text = shipped
      .replace('version: 2', 'version: x')
      .replace('handle: 8h', 'handle: 1h')
      .replace('key: grid-worker', 'key: building-lead')
      .replace('within: 72h', 'within: 400d');
    const { problems, message } = refusal(() => parseProcedure({ path, text }));
    expect(problems.map((problem) => problem.field)).toEqual([
      'version',
      'tiers[0].handle',
      'tiers[1].key',
      'confirmation.within',
    ]);
    expect(message).toContain('4 problems');
    expect(message).toContain(`${path}:6:10 (version) must be a number`);
  });
});

it('GIVEN an editor WHEN it asks for the JSON Schema THEN fields, levels and unknown fields are described', () => {
  const schema = procedureJsonSchema() as { properties: Record<string, unknown>; additionalProperties: unknown };
  expect(Object.keys(schema.properties)).toContain('force-close');
  expect(schema.additionalProperties).toBe(false);
  expect(JSON.stringify(schema)).toContain('"building"');
});
