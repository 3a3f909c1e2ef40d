/** `doorstep person …`: what is kept of a person, given to them and erased. */
import type { Command } from 'commander';
import { personWords } from './commands/person-words';
import type { Add } from './program';
import { subcommand } from './subcommands';
import type { Lang, Words } from './words/words';

export function addPeople(program: Command, add: Add, lang: Lang, { help }: Words): void {
  const { option, argument } = personWords[lang];
  const person = program.command('person').description(help.topic.person);
  add(person, 'export', 'personExport', (session, [id], options) =>
    subcommand.person().personExport(session, String(id), options),
  )
    .argument('<person>', help.argument.person)
    .option('--out <file>', option.out);
  add(person, 'erase', 'personErase', (session, [id], options) =>
    subcommand.person().personErase(session, String(id), options),
  )
    .argument('<person>', help.argument.person)
    .option('--reason <text>', option.reason)
    .option('--hand-over', option.handOver)
    .option('--dry-run', option.dryRun);
  add(person, 'certificate', 'personCertificate', (session, [id]) =>
    subcommand.person().personCertificate(session, String(id)),
  ).argument('<id>', argument.erased);
}
