import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { DoorstepError } from '../../../contracts/errors';
import { parsePolicies } from '../../../domain/procedure/policies';
import { policiesFolder, readPolicies } from '../../../policies/read';
import { inEmptyFolder, policies, refusal, sources, spoiled, textOf } from './shipped';

describe('GIVEN the shipped policies', () => {
  it('THEN three grids, a dozen buildings and four procedures are there', () => {
    const levels = policies.community.units.map((unit) => unit.level);
    expect(levels.filter((level) => level === 'grid')).toHaveLength(3);
    expect(levels.filter((level) => level === 'building')).toHaveLength(12);
    expect([...policies.current.keys()].sort()).toEqual(['coverage', 'default', 'joint', 'slow', 'urgent']);
    expect(policies.community.people.length).toBeGreaterThanOrEqual(60);
  });

  it('WHEN they are saved with a byte order mark and CRLF THEN they say the same', () => {
    const saved = sources.map(({ path, text }) => ({ path, text: `\uFEFF${text.replaceAll('\n', '\r\n')}` }));
    expect(parsePolicies(saved)).toEqual(policies);
  });

  it('WHEN a procedure has several versions THEN all are kept and the newest is in force', () => {
    const second =
      sources.find(({ path }) => path.endsWith('default.yaml'))?.text.replace('version: 2', 'version: 3') ?? '';
    const loaded = parsePolicies([...sources, { path: 'policies/procedures/default-2.yaml', text: second }]);
    expect(loaded.procedures).toHaveLength(6);
    expect(loaded.current.get('default')?.version).toBe(3);
  });

  it('WHEN a calendar has several versions THEN the newest is in force', () => {
    const second = textOf('cn-office.yaml').replace('version: 1', 'version: 2');
    const newer = { path: 'policies/calendars/2027.yaml', text: second };
    // Whichever file comes first.
    for (const files of [
      [...sources, newer],
      [newer, ...sources],
    ]) {
      const loaded = parsePolicies(files);
      expect([...loaded.calendars.values()].map(({ time }) => time.name)).toEqual(['cn-office@2']);
    }
    const again = refusal(() =>
      parsePolicies([...sources, { path: 'policies/calendars/z.yaml', text: textOf('cn-office.yaml') }]),
    );
    expect(again.code).toBe('CALENDAR_INVALID');
    expect(again.problems).toMatchObject([{ file: 'policies/calendars/z.yaml', field: 'version' }]);
  });

  it('WHEN the same version is there twice THEN the second is refused', () => {
    const again = sources
      .filter(({ path }) => path.endsWith('default.yaml'))
      .map(({ text }) => ({ path: 'policies/procedures/other.yaml', text }));
    const { code, problems } = refusal(() => parsePolicies([...sources, ...again]));
    expect(code).toBe('PROCEDURE_INVALID');
    expect(problems).toEqual([
      expect.objectContaining({
        file: 'policies/procedures/other.yaml',
        field: 'version',
        reason: expect.stringContaining('default@2') as unknown,
      }),
    ]);
  });

  it('WHEN files of several kinds are wrong THEN one error lists them all', () => {
    const broken = spoiled('urgent.yaml', 'acknowledge: 10m', 'acknowledge: soon').map((source) =>
      source.path.endsWith('en.yaml') ? { ...source, text: source.text.replace('{due}', '{dew}') } : source,
    );
    const { code, problems } = refusal(() => parsePolicies(broken));
    expect(code).toBe('POLICIES_INVALID');
    expect(problems.map(({ file }) => file.split('/').at(-1))).toEqual(['en.yaml', 'urgent.yaml']);
  });

  it('WHEN no file is given, or one that is no policy, THEN that is said', () => {
    expect(
      refusal(() => parsePolicies([]))
        .problems.map(({ reason }) => reason)
        .join(),
    ).toMatch(/missing.*holds no procedure/);
    const stray = refusal(() => parsePolicies([...sources, { path: 'policies/procedure/x.yaml', text: '' }]));
    expect(stray.problems[0]?.reason).toContain('no policy document');
  });
});

describe('GIVEN a folder of policies', () => {
  it('WHEN it is missing or incomplete THEN it is unreadable, with its path', () =>
    inEmptyFolder((folder) => {
      for (const path of [join(folder, 'nowhere'), folder]) {
        const { code, message, error } = refusal(() => readPolicies(path));
        expect(code).toBe('POLICIES_UNREADABLE');
        expect(message).toContain(path);
        expect(error.remedy).toContain('DOORSTEP_POLICIES');
      }
    }));

  it('WHEN DOORSTEP_POLICIES names it THEN it is used instead of the shipped one', () =>
    inEmptyFolder((folder) => {
      for (const part of ['procedures', 'calendars', 'messages']) mkdirSync(join(folder, part));
      for (const { path, text } of sources)
        writeFileSync(join(folder, path.slice(path.indexOf('policies/') + 9)), text);
      expect(policiesFolder({ DOORSTEP_POLICIES: folder })).toBe(folder);
      expect(readPolicies(policiesFolder({ DOORSTEP_POLICIES: folder })).community).toEqual(policies.community);
    }));

  it('WHEN it has no calendars and needs none THEN it is used', () =>
    inEmptyFolder((folder) => {
      for (const part of ['procedures', 'messages']) mkdirSync(join(folder, part));
      const natural = sources
        .filter(({ path }) => !/calendars|slow|joint/.test(path))
        .map(({ path, text }) => ({
          path,
          text: text.replace(/^calendar: .*\n/m, '').replaceAll(/procedure: (slow|joint)/g, 'procedure: urgent'),
        }));
      for (const { path, text } of natural)
        writeFileSync(join(folder, path.slice(path.indexOf('policies/') + 9)), text);
      expect(readPolicies(folder).calendars.size).toBe(0);
    }));
});

const junk = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  ':',
  '- ',
  '\n',
  '  ',
  '"',
  "'",
  '!!x ',
  '&a ',
  '*a',
  '? ',
  '---\n',
  '\t',
  '0',
  '-1',
  'null',
  '~',
  '.inf',
  '__proto__',
  '\uFEFF',
  '\r\n',
  '{issue}',
  '楼',
  '<<: ',
);

it('GIVEN documents mutated anyhow WHEN they are parsed THEN they load or are refused by a DoorstepError that names a place', () => {
  const mutation = fc.record({
    file: fc.nat(),
    from: fc.nat(),
    length: fc.nat({ max: 60 }),
    by: fc.array(junk, { maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
      const files = sources.map((source) => ({ ...source }));
      for (const { file, from, length, by } of mutations) {
        const chosen = files[file % files.length];
        if (chosen === undefined) continue;
        const start = from % (chosen.text.length + 1);
        chosen.text = chosen.text.slice(0, start) + by.join('') + chosen.text.slice(start + length);
      }
      try {
        parsePolicies(files);
      } catch (error) {
        if (!(error instanceof DoorstepError)) throw error;
        expect(error.code).toMatch(/_INVALID$/);
        expect(error.place?.file).toBeDefined();
        expect(error.place?.line).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
