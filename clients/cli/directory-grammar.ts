/** `doorstep directory …`: the directory in the store. */
import type { Command } from 'commander';
import { directoryWords } from './commands/directory-words';
import type { Add } from './program';
import { subcommand } from './subcommands';
import type { Lang, Words } from './words/words';

export function addDirectory(program: Command, add: Add, lang: Lang, { help }: Words): void {
  const { argument, option } = directoryWords[lang];
  const directory = program.command('directory').description(help.topic.directory);
  add(directory, 'import', 'directoryImport', (session, [path], options) =>
    subcommand.directory().directoryImport(session, String(path), options),
  )
    .argument('<path>', argument.path)
    .option('--dry-run', option.dryRun)
    .option('--reason <text>', help.option.reason);
  add(directory, 'export', 'directoryExport', (session, _, options) =>
    subcommand.directory().directoryExport(session, options),
  )
    .option('--format <yaml|csv>', option.format, 'yaml')
    .option('--out <folder>', option.out)
    .option('--at-version <n>', option.atVersion);
  add(directory, 'history', 'directoryHistory', (session, _, options) =>
    subcommand.directoryHistory().directoryHistory(session, options),
  ).option('--limit <count>', help.option.limit, '50');
  add(directory, 'show', 'directoryShow', (session, [kind, key]) =>
    subcommand.directoryHistory().directoryShow(session, String(kind), String(key)),
  )
    .argument('<kind>', argument.kind)
    .argument('<key>', argument.key);
}
