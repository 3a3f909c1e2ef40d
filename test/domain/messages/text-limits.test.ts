/** What a file of texts may hold, and where it is pointed at when it holds something else. */
import { messagesJsonSchema, readMessages } from '../../../domain/messages/schema';
import { LANGS } from '../../../domain/procedure/documents/words';
import { lineOf, textOf } from '../procedure/shipped';

const shipped = textOf('en.yaml');
const file = 'policies/messages/en.yaml';
const read = (text: string) => readMessages({ path: file, text });
/** The problems after one piece of the shipped file is replaced, as `field reason`. */
const problems = (piece: string, by: string) => {
  expect(shipped).toContain(piece);
  return read(shipped.replace(piece, () => by)).problems.map(({ field, reason, line }) => ({ field, reason, line }));
};
const subject = "subject: 'We have your report on {category} ({issue})'";
const word = 'due: as soon as possible';

describe('GIVEN a file of texts', () => {
  it('WHEN it is in order THEN its texts are cut at their words in braces', () => {
    const { messages, document, problems: none } = read(shipped);
    expect(none).toEqual([]);
    expect(document?.path).toBe(file);
    expect(messages?.lang).toBe('en');
    expect(messages?.texts['report-received'].subject).toEqual([
      'We have your report on ',
      'category',
      ' (',
      'issue',
      ')',
    ]);
    expect(messages?.texts['report-received'].body[1]).toBe('recipient');
    expect(messages?.words.missing.due).toBe('as soon as possible');
  });

  it('WHEN there is nothing in it THEN that is said, and nothing is thrown', () => {
    expect(read('')).toEqual({ problems: [expect.objectContaining({ file, reason: 'is empty' })] });
  });

  it('WHEN it is no list of texts at all THEN every part is asked for', () => {
    const { messages, problems: all } = read('- 1');
    expect(messages).toBeUndefined();
    expect(all.length).toBeGreaterThan(0);
  });

  const fits: readonly (readonly [string, string, string])[] = [
    ['a word of a hundred characters', word, `due: ${'x'.repeat(100)}`],
    ['a word with space around it', word, `due: '  ${'x'.repeat(100)}  '`],
    ['a subject of 120', subject, `subject: '${'x'.repeat(113)}{issue}'`],
    ['a subject with space around it', subject, `subject: ' ${'x'.repeat(113)}{issue} '`],
    ['a subject of one character', subject, "subject: 'x'"],
  ];
  it.each(fits)('WHEN it has %s THEN it is fine', (_what, piece, by) => {
    expect(problems(piece, by)).toEqual([]);
  });

  const wrong: readonly (readonly [string, string, string, string])[] = [
    ['a longer word', word, `due: ${'x'.repeat(101)}`, 'words.missing.due'],
    ['an empty word', word, "due: ''", 'words.missing.due'],
    ['a word that is only space', word, "due: '  '", 'words.missing.due'],
    ['a longer subject', subject, `subject: '${'x'.repeat(114)}{issue}'`, 'templates.report-received.subject'],
    ['a subject that is only space', subject, "subject: '  '", 'templates.report-received.subject'],
    ['no subject', subject, 'note: x', 'templates.report-received.subject'],
    ['another field', subject, `${subject}\n    note: x`, 'templates.report-received.note'],
    ['another word', word, `${word}\n    note: x`, 'words.missing.note'],
    ['another list of words', 'words:\n', 'words:\n  note: x\n', 'words.note'],
    ['another part', 'lang: en\n', 'lang: en\nnote: x\n', 'note'],
    ['an unknown language', 'lang: en', 'lang: fr', 'lang'],
    ['a missing severity', 'severity: { low: low, ', 'severity: { ', 'words.severity.low'],
    ['a missing kind', '    void: taking it out\n', '', 'words.kind.void'],
    ['a missing outcome', '    voided: taken out by approval\n', '', 'words.outcome.voided'],
    ['a missing event', '    checked: the check on the spot is over\n', '', 'words.event.checked'],
  ];
  it.each(wrong)('WHEN it has %s THEN it is refused there', (_what, piece, by, field) => {
    expect(problems(piece, by).map((problem) => problem.field)).toContain(field);
  });

  const body = (text: string) => {
    const from = shipped.indexOf('    body: |', shipped.indexOf('  report-received:'));
    const to = shipped.indexOf('  tier-called:');
    return read(`${shipped.slice(0, from)}    body: ${JSON.stringify(text)}\n${shipped.slice(to)}`);
  };
  it('WHEN a body is as long as may be THEN it is fine, and one character more is refused', () => {
    expect(body('x'.repeat(2_000)).problems).toEqual([]);
    expect(body(`  ${'x'.repeat(2_000)}\n`).problems).toEqual([]);
    for (const text of ['x'.repeat(2_001), '', ' '])
      expect(body(text).problems).toMatchObject([{ field: 'templates.report-received.body' }]);
  });

  it('WHEN subject and body have a mistake THEN both are pointed at, each on its line', () => {
    const text = shipped
      .replace(subject, "subject: 'We have {isue}'")
      .replace('You need not do anything. Follow it', 'You need not do anything} Follow it');
    expect(read(text).problems).toMatchObject([
      { field: 'templates.report-received.subject', line: lineOf(shipped, subject) },
      { field: 'templates.report-received.body', line: lineOf(shipped, 'You need not do anything. Follow it') },
    ]);
  });

  it('WHEN a text is not there THEN that is said, and not that it names no issue', () => {
    const start = shipped.indexOf('  report-received:');
    const without = shipped.slice(0, start) + shipped.slice(shipped.indexOf('  tier-called:'));
    expect(read(without).problems.map(({ field }) => field)).toEqual(['templates.report-received']);
    expect(read(without).problems[0]?.reason).not.toContain('{issue}');
  });

  it('WHEN neither names the issue THEN that is said beside what else is wrong', () => {
    const start = shipped.indexOf('  report-received:');
    const end = shipped.indexOf('  tier-called:');
    const part = shipped.slice(start, end).replaceAll('{issue}', 'it').replace('{category}', '{categry}');
    const found = read(shipped.slice(0, start) + part + shipped.slice(end)).problems;
    expect(found.map(({ field }) => field)).toEqual(['templates.report-received.subject', 'templates.report-received']);
  });
});

it.each(LANGS)('GIVEN the shipped texts of %s THEN they are in order by themselves', (lang) => {
  const { messages, problems: none } = readMessages({ path: `${lang}.yaml`, text: textOf(`messages/${lang}.yaml`) });
  expect(none).toEqual([]);
  expect(messages?.lang).toBe(lang);
});

it('GIVEN an editor WHEN it asks for the JSON Schema THEN it knows every part, and that there are no others', () => {
  const schema = messagesJsonSchema() as {
    properties: Record<string, unknown>;
    required: string[];
    additionalProperties: unknown;
  };
  expect(Object.keys(schema.properties)).toEqual([
    'lang',
    'words',
    'templates',
    'gathered',
    'report-code',
    'guests',
    'procedures',
  ]);
  expect(schema.required).toEqual(['lang', 'words', 'templates', 'gathered', 'report-code']);
  expect(schema.additionalProperties).toBe(false);
});
