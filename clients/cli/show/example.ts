/** The exact command to type for what somebody may do now. */
import type { CommandName } from '../../../domain';

/** What stands between the issue and `--as`; what people have to fill in is …, which no shell takes for a redirection. */
const REST: Readonly<Record<CommandName, readonly string[]>> = {
  acknowledge: [],
  assign: ['<person>'],
  escalate: ['--reason', '"…"'],
  handle: ['--note', '"…"', '--evidence', 'photo:…'],
  request: ['extension', '--by', '2h', '--reason', '"…"'],
  approve: [],
  reject: [],
  resume: [],
  confirm: [],
  dispute: ['--reason', '"…"'],
  reopen: ['--reason', '"…"'],
  verify: [],
  decline: ['--reason', '"…"'],
  dispatch: ['<party>'],
  summon: ['<party>', '--reason', '"…"'],
  'report-in': [],
  finish: ['--note', '"…"', '--evidence', 'photo:…'],
  release: ['<party>', '--reason', '"…"'],
  'pass-check': ['--evidence', 'photo:…'],
  'fail-check': ['--reason', '"…"', '--evidence', 'photo:…'],
  'call-back': ['satisfied'],
  withdraw: ['--reason', '"…"'],
  supervise: ['--reason', '"…"'],
  answer: ['--note', '"…"'],
  comment: ['"…"'],
  reclassify: ['--severity', 'high', '--reason', '"…"'],
  migrate: ['procedure', '--reason', '"…"'],
  delegate: ['<person>', '--until', '<time>'],
  link: ['<issue>', '--reason', '"…"'],
  unlink: ['--reason', '"…"'],
};

export const typedName = (command: CommandName): string => (command === 'acknowledge' ? 'ack' : command);

export const exampleOf = (command: CommandName, issue: string, person: string): string =>
  ['npx', 'doorstep', typedName(command), issue, ...REST[command], '--as', person].join(' ');
