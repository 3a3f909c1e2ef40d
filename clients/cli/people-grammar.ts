/** `doorstep person …` and `doorstep retention …`: what is kept of people, given to them, erased, and kept no longer than need be. */
import type { Command } from 'commander';
import { personWords } from './commands/person-words';
import { retentionWords } from './commands/retention-words';
import type { Add } from './program';
import { subcommand } from './subcommands';
import type { Lang, Words } from './words/words';

export function addPeople(program: Command, add: Add, lang: Lang, { help }: Words): void {
  const { option, argument } = personWords[lang];
  const person = program.command('person').description(help.topic.person);
  add(person, 'export', 'personExport', (session, [id], options) =>
    subcommand.person().personExport(session, id, options),
  )
    .argument('[person]', help.argument.person)
    .option('--tracking-code', option.trackingCode)
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
  addRetention(program, add, lang, help);
}

function addRetention(program: Command, add: Add, lang: Lang, help: Words['help']): void {
  const retention = program.command('retention').description(help.topic.retention);
  add(retention, 'preview', 'retentionPreview', (session) => subcommand.retention().retentionPreview(session));
  add(retention, 'run', 'retentionRun', (session) => subcommand.retention().retentionRun(session));
  add(retention, 'hold', 'retentionHold', (session, [issue], options) =>
    subcommand.retention().retentionHold(session, String(issue), options),
  )
    .argument('<issue>', help.argument.issue)
    .option('--reason <text>', retentionWords[lang].option.reason);
  add(retention, 'release', 'retentionRelease', (session, [issue]) =>
    subcommand.retention().retentionRelease(session, String(issue)),
  ).argument('<issue>', help.argument.issue);
  add(retention, 'holds', 'retentionHolds', (session) => subcommand.retention().retentionHolds(session));
}
