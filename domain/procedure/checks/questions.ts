/** What is asked for and decided: how much an extension adds, who has to agree, and what silence means. */
import type { OpenDocument } from '../documents/document';
import { entries, field, isMapping, repeated, type Entry } from '../documents/loose';
import type { FieldPath, Problem } from '../documents/problems';
import { roughly } from '../documents/term';
import { compared, termIn } from './compared';
import { checkWarnings } from './warnings';

const QUESTIONS = ['extension', 'suspension', 'force-close', 'return', 'void'] as const;
/** What ends an issue: nobody's silence may do so. */
const ENDING: readonly string[] = ['force-close', 'void'];

export const checkQuestions = (document: OpenDocument): readonly Problem[] => [
  ...checkExtension(document),
  ...QUESTIONS.flatMap((name) => checkDecision(document, name)),
];

function checkDecision(document: OpenDocument, name: (typeof QUESTIONS)[number]): readonly Problem[] {
  const question = field(document.value, name);
  const panels = entries(question, 'panels');
  return [
    ...(isMapping(question) ? checkWarnings(document, { item: question, path: [name] }, 'remind', 'decide') : []),
    ...(panels.length > 0 && field(question, 'quorum') !== undefined
      ? [
          document.problem(
            [name, 'quorum'],
            'is of the tier above, which the panels replace; give each panel a quorum of its own',
          ),
        ]
      : []),
    ...repeated(panels.flatMap((panel) => postOf(panel, name))).map(({ path, value }) =>
      document.problem(path, `${value} is a panel already; one panel has one quorum`),
    ),
    ...(ENDING.includes(name) && field(question, 'on-timeout') === 'approve'
      ? [
          document.problem(
            [name, 'on-timeout'],
            'must not be approve: an issue would be closed because nobody looked; use lapse, reject or climb',
          ),
        ]
      : []),
  ];
}

function postOf({ item, path }: Entry, name: string): readonly { readonly path: FieldPath; readonly value: string }[] {
  const { role, level } = item;
  return typeof role === 'string' && typeof level === 'string'
    ? [{ path: [name, ...path], value: `${role} at ${level}` }]
    : [];
}

/** Practice: an extension adds at most one term of the work, so it is never longer than the longest term of the ladder. */
function checkExtension(document: OpenDocument): readonly Problem[] {
  const extension = field(document.value, 'extension');
  const limit = termIn(extension, 'limit');
  const tiers = entries(document.value, 'tiers');
  // Without extensions the limit limits nothing.
  if (field(extension, 'maximum') === 0 || limit === undefined || tiers.length === 0) return [];
  const at = ['extension', 'limit'];
  const extended = [
    ...tiers.map(({ item }, index) => [`tiers[${index}].handle`, termIn(item, 'handle')] as const),
    ...entries(document.value, 'parties').map(
      ({ item }, index) => [`parties[${index}].handle`, termIn(item, 'handle')] as const,
    ),
    ['check.rework', termIn(document.value, 'check', 'rework')] as const,
  ];
  const other = extended.find(([, handle]) => handle !== undefined && handle.time !== limit.time);
  if (other !== undefined) {
    const reason = `counts ${limit.time} time, but ${other[0]}, which it extends, does not`;
    return [document.problem(at, `${reason}; an extension is added to whichever time to handle runs`)];
  }
  const handles = tiers.flatMap(({ item }) => termIn(item, 'handle') ?? []);
  if (handles.length < tiers.length) return [];
  const longest = Math.max(...handles.map(roughly));
  if (roughly(limit) <= longest) return [];
  return [document.problem(at, `is longer than any tier's handle (${compared(limit, '>', longest)})`)];
}
