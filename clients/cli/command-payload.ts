/** What was typed for a command's fields, read and checked: the payload of the command. */
import { commandSchemas, type Payload } from '../../contracts/commands';
import { DoorstepError } from '../../contracts/errors';
import type { CommandName, PersonId } from '../../domain';
import { evidenceArgument, instantArgument, spanArgument } from './arguments';
import { fieldOptions, type FieldOption } from './command-options';

/** @param typed by the name of the field. Throws DoorstepError ARGUMENT_INVALID naming the option. */
export function payloadOf<N extends CommandName>(
  command: N,
  by: PersonId,
  typed: Readonly<Record<string, readonly string[] | undefined>>,
): Payload<N> {
  const options = fieldOptions(command);
  const fields = options.flatMap((option) => {
    const value = valueOf(option, typed[option.field] ?? []);
    return value === undefined ? [] : [[option.field, value] as const];
  });
  const parsed = commandSchemas[command].safeParse({ by, ...Object.fromEntries(fields) });
  if (parsed.success) return parsed.data as Payload<N>;
  const [first] = parsed.error.issues;
  const field = options.find((option) => option.field === first?.path[0])?.name ?? String(first?.path[0] ?? command);
  throw new DoorstepError('ARGUMENT_INVALID', `${field} ${first?.message ?? 'is malformed'}.`, { place: { field } });
}

function valueOf({ kind, name }: FieldOption, given: readonly string[]): unknown {
  // As with the command on one issue: whether evidence is needed is the procedure's to say.
  if (kind === 'evidence') return given.map(evidenceArgument);
  const text = given.at(-1);
  if (text === undefined) return undefined;
  switch (kind) {
    case 'span?':
      return spanArgument(name, text);
    case 'instant':
    case 'instant?':
      return instantArgument(name, text);
    case 'id':
    case 'id?':
    case 'text':
    case 'text?':
    case 'approval-kind':
    case 'issue':
    case 'party':
    case 'severity?':
    case 'call-answer':
    case 'rule-part':
      return text;
    default:
      return jsonOrText(text);
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
