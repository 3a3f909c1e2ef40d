/** docs/rights.md, made from the table of rights: `npm run docs` writes it, a test sees that it is in step. */
import { OPERATIONS, type Operation } from './operations';
import { RIGHTS, type PostRight, type Right } from './table';
import { RELATION_MEANINGS, RELATIONS, SCOPES, STANDING_MEANINGS, STANDINGS } from './terms';

export function rightsPage(): string {
  return [
    '# Who may do what',
    '',
    'Every operation at the door, and every way in which somebody may have it: any one of a row suffices. What is not listed is refused. The rules judge each command once more by the state of the issue (whose turn it is, and that nobody decides what they asked for or judges what they did), so that a row here lets somebody knock and never decides for the rules.',
    'This page is generated from `domain/rights/table.ts` by `npm run docs`; a test holds an account of it that was written by hand against every cell.',
    '',
    'Of an issue that somebody may not read they learn nothing: it is answered like one that does not exist (404 `ISSUE_UNKNOWN`). Whoever may read it and not do something with it gets 403 `FORBIDDEN`; whoever has not signed in, 401. Every refusal is in the access log ([identity.md](identity.md)).',
    '',
    '## Words',
    '',
    'Relation to the issue:',
    '',
    ...RELATIONS.map((relation) => `- **${relation}**: ${RELATION_MEANINGS[relation]}.`),
    '',
    'Whoever holds a post now is what its holders are, also of an issue that opened before. A deputy is what the person is in whose place they stand; the word of the reporter is nobody else’s.',
    '',
    'Post in the directory:',
    '',
    ...STANDINGS.map((standing) => `- **${standing}**: ${STANDING_MEANINGS[standing]}.`),
    '',
    'A post counts for its **own** unit, for what lies **below** it, or **elsewhere**; some only from a level on.',
    '',
    '**self**: about oneself. **operator**: whoever runs the installation, an account made with `--operator`. **tracking code**: the reporter of that one issue without an account. **everybody**: signed in or not.',
    '',
    `**scope of a key**: what a program needs; it also stays within the units of its key. Scopes: ${SCOPES.map((scope) => `\`${scope}\``).join(', ')}. Where a person has to act (reports and commands) the key names its person or may act for persons, and that person needs the right as well: a key takes away and never gives.`,
    '',
    '## Operations',
    '',
    '| operation | relation | post | others | scope of a key |',
    '| --- | --- | --- | --- | --- |',
    ...[...OPERATIONS].map(row),
    '',
  ].join('\n');
}

const row = (operation: Operation): string => {
  const right = RIGHTS[operation];
  const relations = right.relations?.length === RELATIONS.length ? 'any' : (right.relations ?? []).join(', ');
  return `| ${[`\`${operation}\``, relations, (right.posts ?? []).map(postText).join('; '), others(right), scopeText(right)].join(' | ')} |`;
};

const postText = ({ standing, scopes, from }: PostRight): string =>
  `${standing}: ${scopes.length === 3 ? 'anywhere' : scopes.join(', ')}${from === undefined ? '' : ` (${from} or wider)`}`;

const others = (right: Right): string =>
  [
    ...(right.everybody === true ? ['everybody'] : []),
    ...(right.signedIn === true ? ['everybody who has signed in'] : []),
    ...(right.self === true ? ['self'] : []),
    ...(right.operator === true ? ['operator'] : []),
    ...(right.tracker === true ? ['tracking code'] : []),
  ].join(', ');

function scopeText({ service, everybody, on }: Right): string {
  if (service !== undefined) return `\`${service}\``;
  if (everybody !== true) return '';
  return on === 'place' ? 'any key' : '`issues.report`';
}
