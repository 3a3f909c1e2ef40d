/** `doorstep contact …`, `doorstep notices`, `doorstep notice preview` and `doorstep dead-letters …`: how people are told beyond the inbox, and the proof. */
import type { Command } from 'commander';
import { actionLinksWords } from './commands/action-links-words';
import { contactWords } from './commands/contact-words';
import { noticesWords } from './commands/notices-words';
import { previewWords } from './commands/preview-words';
import type { Add } from './program';
import { subcommand } from './subcommands';
import type { Lang, Words } from './words/words';

export function addChannels(program: Command, add: Add, lang: Lang, { help }: Words): void {
  const { argument, option } = contactWords[lang];
  const contact = program.command('contact').description(help.topic.contact);
  add(contact, 'set', 'contactSet', (session, [person, channel], options) =>
    subcommand.contact().contactSet(session, String(person), String(channel), options),
  )
    .argument('<person>', help.argument.person)
    .argument('<channel>', argument.channel)
    .option('--file <file>', option.file);
  add(contact, 'list', 'contactList', (session, [person]) =>
    subcommand.contact().contactList(session, person),
  ).argument('[person]', help.argument.person);
  add(contact, 'remove', 'contactRemove', (session, [person, channel]) =>
    subcommand.contact().contactRemove(session, String(person), String(channel)),
  )
    .argument('<person>', help.argument.person)
    .argument('<channel>', argument.channel);
  add(contact, 'erase', 'contactErase', (session, [person]) =>
    subcommand.contact().contactErase(session, String(person)),
  ).argument('<person>', help.argument.person);
  add(contact, 'import', 'contactImport', (session, [file]) =>
    subcommand.contactImport().contactImport(session, String(file)),
  ).argument('<file>', argument.csv);

  const words = noticesWords[lang];
  add(program, 'notices', 'notices', (session, _, options) => subcommand.notices().notices(session, options)).option(
    '--issue <issue>',
    words.option.issue,
  );
  const preview = previewWords[lang];
  const notice = program.command('notice').description(help.topic.notice);
  add(notice, 'preview', 'noticePreview', (session, [template], options) =>
    subcommand.noticePreview().noticePreview(session, template, options),
  )
    .argument('[template]', preview.argument.template)
    .option('--issue <issue>', preview.option.issue)
    .option('--guest', preview.option.guest)
    .option('--on <channel>', preview.option.on)
    .option('--in <lang>', preview.option.in)
    .option('--procedure <procedure>', preview.option.procedure)
    .option('--event <event>', preview.option.event)
    .option('--gathered <kind>', preview.option.gathered)
    .option('--count <count>', preview.option.count, '4');
  const letters = program.command('dead-letters').description(help.topic.deadLetters);
  add(letters, 'list', 'deadLettersList', (session, _, options) =>
    subcommand.deadLetters().deadLettersList(session, options),
  )
    .option('--issue <issue>', words.option.deadIssue)
    .option('--limit <count>', help.option.limit, '50');
  add(letters, 'replay', 'deadLettersReplay', (session, [issue], options) =>
    subcommand.deadLetters().deadLettersReplay(session, issue, options),
  )
    .argument('[issue]', help.argument.issue)
    .option('--all', words.option.all);
  addActionLinks(program, add, lang, help);
}

function addActionLinks(program: Command, add: Add, lang: Lang, help: Words['help']): void {
  const links = program.command('action-links').description(help.topic.actionLinks);
  add(links, 'list', 'actionLinksList', (session, [issue]) =>
    subcommand.actionLinks().actionLinksList(session, String(issue)),
  ).argument('<issue>', help.argument.issue);
  add(links, 'revoke', 'actionLinksRevoke', (session, [issue], options) =>
    subcommand.actionLinks().actionLinksRevoke(session, String(issue), options),
  )
    .argument('<issue>', help.argument.issue)
    .option('--person <person>', actionLinksWords[lang].person);
}
