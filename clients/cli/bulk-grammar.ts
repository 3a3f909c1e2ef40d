/** `doorstep bulk <command>`: one subcommand for every command that the rules know. */
import type { Command } from 'commander';
import { COMMAND_NAMES, type CommandName } from '../../domain';
import { fieldOptions, type FieldOption } from './command-options';
import { bulkWords } from './commands/bulk-words';
import type { Add } from './program';
import { addSelection } from './selection-grammar';
import { typedName } from './show/example';
import { subcommand } from './subcommands';
import type { HelpWords } from './words/help';
import type { Lang, Words } from './words/words';

export function addBulk(program: Command, add: Add, lang: Lang, { help }: Words): void {
  const { about, option } = bulkWords[lang];
  const bulk = program.command('bulk').description(about);
  for (const name of COMMAND_NAMES) {
    const command = add(bulk, typedName(name), name, (session, _, options) =>
      subcommand.bulk().bulk(session, name, typedOf(name, command), options),
    );
    if (typedName(name) !== name) command.alias(name);
    for (const field of fieldOptions(name)) {
      command.option(`${field.name} ${field.value}`, meaningOf(field, help, lang), gather);
    }
    addSelection(
      command.option('--issues <ids>', option.issues).option('--issues-from <file>', option.issuesFrom),
      lang,
    )
      .option('--dry-run', option.dryRun)
      .option('--yes', option.yes)
      .option('--bulk-id <id>', option.bulkId)
      .option('--at-once <count>', option.atOnce, '8')
      .option('--occurred <time>', help.option.occurred);
  }
}

const gather = (item: string, all: readonly string[] = []): readonly string[] => [...all, item];

/** What was typed for the fields of the command, by field. */
function typedOf(name: CommandName, command: Command): Readonly<Record<string, readonly string[] | undefined>> {
  const options = command.opts<Record<string, readonly string[] | undefined>>();
  return Object.fromEntries(
    fieldOptions(name).map((field) => {
      const known = command.options.find(({ long }) => long === field.name);
      return [field.field, known === undefined ? undefined : options[known.attributeName()]];
    }),
  );
}

/** The words of the command on one issue, where it has any. */
function meaningOf({ field, kind }: FieldOption, help: HelpWords, lang: Lang): string {
  const known: Readonly<Record<string, string>> = {
    reason: help.option.reason,
    note: help.option.note,
    evidence: help.option.evidence,
    extendByMs: help.option.by,
    untilMs: help.option.until,
    approval: help.option.approval,
    kind: help.argument.kind,
    to: help.argument.person,
  };
  return known[field] ?? bulkWords[lang].field[kind] ?? bulkWords[lang].otherField;
}
