/** The bodies of commands, made from the schemas that all edges share, and the calls that they become. */
import type { z } from 'zod';
import { commandSchemas, type evidenceSchema, personIdSchema, type Payload } from '../../../contracts/commands';
import { instantMs } from '../../../contracts/values';
import type { Receipt } from '../../../contracts/workflow';
import { COMMAND_NAMES, type CommandName, type IssueId, type PersonId } from '../../../domain';
import type { CommandOptions, Doorstep } from '../../sdk';
import { commandWords } from './command-words';

const meta = {
  by: personIdSchema
    .exactOptional()
    .describe('Who acts: whoever has signed in. Only a service that acts for people names somebody.'),
  occurredAtMs: instantMs
    .exactOptional()
    .describe('When it happened, if earlier than now: after the issue was opened, in milliseconds since 1970.'),
};
/** Without `by`, which the principal is. */
const bodyOf = (name: CommandName) =>
  // Each schema is of its own type; what they have in common is that they are objects with `by`.
  (commandSchemas[name] as unknown as z.ZodObject<{ by: z.ZodType }>)
    .omit({ by: true })
    .extend(meta)
    .meta({ id: `${schemaName(name)}Command`, examples: [commandWords[name].example] });

/** `call-back` is CallBack. */
export const schemaName = (name: CommandName): string =>
  name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());

/** One schema of a name, wherever it is spoken of. */
export const commandBodies = Object.fromEntries(COMMAND_NAMES.map((name) => [name, bodyOf(name)])) as Readonly<
  Record<CommandName, ReturnType<typeof bodyOf>>
>;

/** What any of them has once it is parsed. */
export interface Said {
  readonly [field: string]: unknown;
  readonly evidence?: z.infer<typeof evidenceSchema>;
  readonly by?: PersonId;
  readonly occurredAtMs?: number;
}

type Send = (issue: IssueId, payload: object, options: CommandOptions) => Promise<Receipt>;

/** Each command is tied to its payload by its name; here any of them comes by. */
export const callOf = (doorstep: Doorstep, name: CommandName): Send => doorstep[name] as unknown as Send;
export const payloadOf = (said: object, by: PersonId): Payload<CommandName> => ({ ...said, by });
