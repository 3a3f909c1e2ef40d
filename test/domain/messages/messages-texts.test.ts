import { TEMPLATES } from '../../../domain/kernel/notice';
import { parsePolicies } from '../../../domain/procedure/policies';
import { lineOf, refusal, sources, spoiled, textOf } from '../procedure/shipped';

const shipped = textOf('en.yaml');

describe('GIVEN texts with', () => {
  it.each<[string, string, string, string, RegExp]>([
    [
      'an unknown placeholder in the third line of a body',
      'doorstep explain {issue}',
      'doorstep explain {isue}',
      'templates.tier-called.body',
      /unknown placeholder "isue"; did you mean "issue"/,
    ],
    [
      'a single brace',
      'Your report on {category}',
      'Your report on {category',
      'templates.escalated.subject',
      /single "\{"/,
    ],
    ['an empty placeholder', '{due}', '{}', 'templates.tier-called.body', /unknown placeholder ""/],
    ['a missing template', '  reopened:\n', '  reopend:\n', 'templates.reopened', /is required/],
    ['a template nobody sends', '  reopened:\n', '  reopend:\n', 'templates.reopend', /did you mean "reopened"/],
    ['an unknown cause', '    overtaken:', '    overtook:', 'words.cause.overtook', /unknown field/],
  ])('%s THEN they are refused with file, line, field and reason', (what, piece, by, field, reason) => {
    const { code, problems } = refusal(() => parsePolicies(spoiled('en.yaml', piece, by)));
    expect(code).toBe('MESSAGES_INVALID');
    const found = problems.find((problem) => problem.field === field);
    if (found === undefined) throw new Error(JSON.stringify(problems, null, 2));
    expect(found.file).toMatch(/en\.yaml$/);
    expect(found.reason).toMatch(reason);
    if (what !== 'a missing template') expect(found.line).toBe(lineOf(shipped, piece));
  });

  it('a text that names no issue THEN its reader could not act on it', () => {
    const [start, end] = [shipped.indexOf('  unlinked:\n'), shipped.indexOf('\ngathered:')];
    const text = shipped.slice(0, start) + shipped.slice(start, end).replaceAll('{issue}', 'it') + shipped.slice(end);
    const { problems } = refusal(() =>
      parsePolicies(sources.map((source) => (source.path.endsWith('en.yaml') ? { ...source, text } : source))),
    );
    expect(problems).toEqual([
      expect.objectContaining({ field: 'templates.unlinked', line: lineOf(shipped, '  unlinked:\n') + 1 }),
    ]);
  });

  it('one language missing or given twice THEN that is said', () => {
    const missing = refusal(() => parsePolicies(sources.filter(({ path }) => !path.endsWith('zh.yaml'))));
    expect(missing.problems).toEqual([
      expect.objectContaining({ file: 'messages/zh.yaml', reason: expect.stringContaining('is missing') as unknown }),
    ]);
    const twice = refusal(() => parsePolicies([...sources, { path: 'policies/messages/zz.yaml', text: shipped }]));
    expect(twice.problems[0]?.reason).toContain('earlier file');
  });
});

it('GIVEN the shipped texts THEN every template names the next step on the command line', () => {
  for (const name of ['zh.yaml', 'en.yaml'])
    expect(textOf(name).match(/doorstep [a-z-]+ \{issue\}/g)?.length).toBeGreaterThanOrEqual(TEMPLATES.length);
});
