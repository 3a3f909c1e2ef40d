/** `doorstep import …`: issues of another system, from a file or from its Open311 server. */
import type { Command } from 'commander';
import { importWords } from './commands/import-words';
import type { Add } from './program';
import { subcommand } from './subcommands';
import type { Lang, Words } from './words/words';

export function addImport(program: Command, add: Add, lang: Lang, { help }: Words): void {
  const { argument, option } = importWords[lang];
  const group = program.command('import').description(help.topic.import);
  const common = (command: Command): Command =>
    command
      .option('--mapping <file>', option.mapping)
      .option('--dry-run', option.dryRun)
      .option('--rate <n>', option.rate, '200');
  common(
    add(group, 'csv', 'importCsv', (session, [file], options) =>
      subcommand.import().importCsv(session, String(file), options),
    ).argument('<file>', argument.file),
  ).option('--skip-bad', option.skipBad);
  common(
    add(group, 'open311', 'importOpen311', (session, [url], options) =>
      subcommand.import().importOpen311(session, String(url), options),
    ).argument('<url>', argument.url),
  )
    .option('--from <time>', option.from)
    .option('--to <time>', option.to)
    .option('--jurisdiction <id>', option.jurisdiction)
    .option('--most <n>', option.most, '1000')
    .option('--pause <span>', option.pause, '1s');
}
