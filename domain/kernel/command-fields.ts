/** The fields of each command, for the check at the workflow's door. `?` marks what may be left out. */
import type { CommandName, Command } from './command';
import type { IssueId, PartyKey } from './ids';

/** `id` is a person's. */
export type FieldKind =
  | 'id'
  | 'id?'
  | 'issue'
  | 'party'
  | 'text'
  | 'text?'
  | 'span?'
  | 'instant'
  | 'instant?'
  | 'approval-kind'
  | 'evidence'
  | 'severity?'
  | 'call-answer'
  | 'rule-part';

/** Ties every command's table to its type: a field added to one and not to the other does not compile. */
type FieldsOf<C> = { readonly [F in keyof Omit<C, 'type'>]-?: KindOf<C[F & keyof C]> };
type KindOf<V> = V extends PartyKey ? 'party' : V extends IssueId ? 'issue' : Exclude<FieldKind, 'party' | 'issue'>;

export const commandFields: { readonly [N in CommandName]: FieldsOf<Extract<Command, { type: N }>> } = {
  acknowledge: { by: 'id' },
  assign: { by: 'id', to: 'id' },
  escalate: { by: 'id', reason: 'text', to: 'id?' },
  handle: { by: 'id', note: 'text', evidence: 'evidence' },
  request: { by: 'id', kind: 'approval-kind', reason: 'text', extendByMs: 'span?', untilMs: 'instant?' },
  approve: { by: 'id', approval: 'id?', reason: 'text?' },
  reject: { by: 'id', approval: 'id?', reason: 'text?' },
  resume: { by: 'id' },
  confirm: { by: 'id' },
  dispute: { by: 'id', reason: 'text' },
  reopen: { by: 'id', reason: 'text' },
  verify: { by: 'id', note: 'text?' },
  decline: { by: 'id', reason: 'text' },
  dispatch: { by: 'id', to: 'party', reason: 'text?' },
  summon: { by: 'id', party: 'party', reason: 'text' },
  'report-in': { by: 'id' },
  finish: { by: 'id', note: 'text', evidence: 'evidence' },
  release: { by: 'id', party: 'party', reason: 'text' },
  'pass-check': { by: 'id', note: 'text?', evidence: 'evidence' },
  'fail-check': { by: 'id', reason: 'text', evidence: 'evidence' },
  'call-back': { by: 'id', answer: 'call-answer', note: 'text?' },
  withdraw: { by: 'id', reason: 'text' },
  supervise: { by: 'id', reason: 'text' },
  answer: { by: 'id', note: 'text' },
  comment: { by: 'id', text: 'text', evidence: 'evidence' },
  reclassify: { by: 'id', reason: 'text', category: 'id?', severity: 'severity?' },
  migrate: { by: 'id', what: 'rule-part', reason: 'text' },
  delegate: { by: 'id', to: 'id', untilMs: 'instant', reason: 'text?' },
  link: { by: 'id', to: 'issue', reason: 'text' },
  unlink: { by: 'id', reason: 'text' },
};
export const COMMAND_NAMES = Object.keys(commandFields) as readonly CommandName[];
