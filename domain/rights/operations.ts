/** Everything that can be done at the door. A route names one of these; the table says who may. */
import type { CommandName } from '../kernel/command';
import { COMMAND_NAMES } from '../kernel/command-fields';

export type CommandOperation = `issue.command.${CommandName}`;
export const commandOperation = (command: CommandName): CommandOperation => `issue.command.${command}`;

const OTHERS = [
  'issue.report',
  'issue.report-for',
  'issue.list',
  'issue.follow',
  'issue.bulk',
  'issue.read',
  'issue.explain',
  'issue.timeline',
  'issue.decode',
  'issue.personal-data',
  'evidence.read',
  'evidence.add',
  'evidence.erase',
  'place.read',
  'procedures.read',
  'calendars.read',
  'directory.read',
  'directory.write',
  'duty.read',
  'notices.read',
  'notices.operate',
  'contacts.read',
  'contacts.write',
  'personal.read',
  'personal.erase',
  'metrics.read',
  'access.read',
  'users.manage',
  'keys.manage',
  'session.read',
  'session.close',
  'password.change',
] as const;

export type Operation = CommandOperation | (typeof OTHERS)[number];
export const OPERATIONS: readonly Operation[] = [...OTHERS, ...COMMAND_NAMES.map(commandOperation)];

const known: ReadonlySet<string> = new Set(OPERATIONS);
export const isOperation = (name: string): name is Operation => known.has(name);
