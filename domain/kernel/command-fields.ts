/** The fields of each command, for the check at the workflow's door. `?` marks what may be left out. */
import type { CommandName, Command } from './command';

export type FieldKind = 'id' | 'id?' | 'text' | 'text?' | 'span?' | 'instant?' | 'approval-kind' | 'evidence';

/** Ties every command's table to its type: a field added to one and not to the other does not compile. */
type FieldsOf<C> = { readonly [F in keyof Omit<C, 'type'>]-?: FieldKind };

export const commandFields: { readonly [N in CommandName]: FieldsOf<Extract<Command, { type: N }>> } = {
  acknowledge: { by: 'id' },
  assign: { by: 'id', to: 'id' },
  escalate: { by: 'id', reason: 'text' },
  handle: { by: 'id', note: 'text', evidence: 'evidence' },
  request: { by: 'id', kind: 'approval-kind', reason: 'text', extendByMs: 'span?', untilMs: 'instant?' },
  approve: { by: 'id', approval: 'id?', reason: 'text?' },
  reject: { by: 'id', approval: 'id?', reason: 'text?' },
  resume: { by: 'id' },
  confirm: { by: 'id' },
  dispute: { by: 'id', reason: 'text' },
  reopen: { by: 'id', reason: 'text' },
};
export const COMMAND_NAMES = Object.keys(commandFields) as readonly CommandName[];
