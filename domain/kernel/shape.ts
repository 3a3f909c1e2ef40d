/**
 * Checks the shape of a command that came from outside, for example typed into the Temporal web UI.
 * Hand-made on purpose: it runs inside the workflow, where a schema library costs more than the rules themselves.
 */
import type { Refusal, RefusalCode } from './decision';
import type { CommandName, Command } from './command';
import { commandFields, type FieldKind } from './command-fields';
import { canBeKept, LATEST_MS, LONGEST_SPAN_MS } from './bounds';
import { isId } from './ids';
import { fitsWords } from './sealed';
import { CALL_ANSWERS } from '../capabilities/callback/messages';
import { RULE_PARTS } from '../capabilities/migration/messages';
import { APPROVAL_KINDS, SEVERITIES } from './state';

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandFields, name);

export type Parsed =
  { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly refusal: Refusal };

/** The command that `payload` holds for `name`; unknown fields are refused, so that a typo can't go unnoticed. */
export function parseCommand(name: string, payload: unknown): Parsed {
  if (!isCommandName(name)) return malformed('COMMAND_UNKNOWN', `There is no command "${name}".`);
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    return malformed('COMMAND_MALFORMED', `${name} takes one JSON object, for example {"by":"person-id"}.`);
  }
  const fields: Readonly<Record<string, FieldKind>> = commandFields[name];
  const given = payload as Record<string, unknown>;
  for (const [field, kind] of Object.entries(fields)) {
    const problem = check(given[field], kind);
    if (problem !== null) return malformed('COMMAND_MALFORMED', `${name}.${field} ${problem}.`);
  }
  const unknown = Object.keys(given).find((field) => !Object.hasOwn(fields, field));
  if (unknown !== undefined) {
    return malformed(
      'COMMAND_MALFORMED',
      `${name} has ${isWord(unknown) ? `no field "${unknown}"` : 'no such field'}; it has ${Object.keys(fields).join(', ')}.`,
    );
  }
  return { ok: true, command: { ...given, type: name } as unknown as Command };
}

/** A name that can be said again; anything else may be what somebody typed in the wrong place. */
const isWord = (text: string): boolean => /^[A-Za-z]{1,32}$/.test(text);

function check(value: unknown, kind: FieldKind): string | null {
  if (value === undefined) return kind.endsWith('?') ? null : 'is missing';
  switch (kind) {
    case 'id':
    case 'id?':
    case 'issue':
    case 'party':
      return isId(value) ? null : 'must be an id of a-z, 0-9 and -';
    case 'text':
    case 'text?':
      return isText(value, 2_000) ? null : 'must be text of 1 to 2,000 characters, none of them U+0000';
    case 'span?':
      return isWhole(value, 1, LONGEST_SPAN_MS) ? null : 'must be a positive whole number of milliseconds';
    case 'instant':
    case 'instant?':
      return isWhole(value, 0, LATEST_MS) ? null : 'must be an instant in milliseconds';
    case 'approval-kind':
      return oneOf(value, APPROVAL_KINDS);
    case 'severity?':
      return oneOf(value, SEVERITIES);
    case 'call-answer':
      return oneOf(value, CALL_ANSWERS);
    case 'rule-part':
      return oneOf(value, RULE_PARTS);
    case 'evidence':
      return isEvidence(value) ? null : 'must be a list of {kind, ref}, at most 20';
    default:
      return kind satisfies never;
  }
}

const isText = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value.trim() !== '' && fitsWords(value, most) && canBeKept(value);

const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

const oneOf = (value: unknown, all: readonly string[]): string | null =>
  all.some((one) => one === value) ? null : `must be ${all.join(', ')}`;

const isEvidence = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length <= 20 &&
  value.every((item: unknown) => {
    if (typeof item !== 'object' || item === null) return false;
    const { kind, ref, ...rest } = item as Record<string, unknown>;
    return [kind, ref].every((part) => isText(part, 500)) && Object.keys(rest).length === 0;
  });

const malformed = (code: RefusalCode, message: string): Parsed => ({
  ok: false,
  refusal: { code, message, allowed: [] },
});
