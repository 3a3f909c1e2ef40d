import type { MigrateWords } from './migrate';

export const migrateEn: MigrateWords = {
  column: {
    issue: 'issue',
    unit: 'unit',
    tier: 'tier',
    deadline: 'deadline',
    shift: 'shift',
    people: 'on duty',
    code: 'code',
    why: 'why',
  },
  unitColumn: { unit: 'unit', moves: 'issues that move', largest: 'largest shift' },
  title: ({ what, rules }) =>
    what === 'procedure' ? `Issues under way, put under ${rules}:` : `Issues under way, counted by ${rules}:`,
  looked: ({ open, same, changes, moves, refused }) =>
    `${open} looked at: ${changes} change (${moves} of them move a deadline), ${same} are under these rules already, ${refused} can't change.`,
  largest: (shift) => `Largest shift: ${shift}.`,
  move: ({ clock, from, to }) => {
    if (from === null) return `${clock} begins: ${to}`;
    return to === null ? `${clock} ends (was ${from})` : `${clock}: ${from} → ${to}`;
  },
  left: ({ clock, from, to }) => `${clock} stands still: ${from} → ${to} left`,
  later: (span) => `${span} later`,
  earlier: (span) => `${span} earlier`,
  joins: (names) => `on duty then: ${names}`,
  leaves: (names) => `no longer on duty: ${names}`,
  notices: (count, templates) => `Notices: ${count} (${templates}).`,
  more: (count) => `… and ${count} more; --json has all of them.`,
  refused: 'These stay under the rules that they have:',
  preview: (command) => `Nothing was written. To do it: ${command}`,
  applied: ({ done, of, refused }) => `${done} of ${of} changed, ${refused} were refused.`,
  interrupted: 'Interrupted. The same command again goes on where this one stopped.',
  oldEngines:
    'The engines do not know these documents yet: they read them when they start. Start them anew, then give the command again.',
  reason: {
    procedure: 'The newest version of the procedure is in force.',
    calendar: 'The newest calendar is in force.',
  },
  counted: (code, count) => `${code}: ${count}`,
};
