/** `doorstep user …`, `doorstep key …` and `doorstep access …`: who may come in over HTTP, and who was refused. */
import type { Command } from 'commander';
import { identityWords } from './commands/identity-words';
import type { Add } from './program';
import { subcommand } from './subcommands';
import type { Lang, Words } from './words/words';

export function addIdentity(program: Command, add: Add, lang: Lang, { help }: Words): void {
  addUsers(program, add, lang, help);
  addKeys(program, add, lang, help);
  const { option } = identityWords[lang];
  const access = program.command('access').description(help.topic.access);
  add(access, 'list', 'accessList', (session, _, options) => subcommand.access().accessList(session, options))
    .option('--who <who>', option.who)
    .option('--subject <subject>', option.subject)
    .option('--outcome <outcome>', option.outcome)
    .option('--since <time>', option.since)
    .option('--before <position>', option.before)
    .option('--limit <count>', help.option.limit, '50');
}

function addUsers(program: Command, add: Add, lang: Lang, help: Words['help']): void {
  const { option, argument } = identityWords[lang];
  const user = program.command('user').description(help.topic.user);
  add(user, 'add', 'userAdd', (session, [name], options) => subcommand.user().userAdd(session, String(name), options))
    .argument('<name>', argument.account)
    .option('--person <person>', option.personOfAccount)
    .option('--operator', option.operator);
  add(user, 'list', 'userList', (session) => subcommand.user().userList(session));
  add(user, 'disable', 'userDisable', (session, [name]) =>
    subcommand.user().userDisable(session, String(name)),
  ).argument('<name>', argument.account);
  add(user, 'enable', 'userEnable', (session, [name]) => subcommand.user().userEnable(session, String(name))).argument(
    '<name>',
    argument.account,
  );
  add(user, 'password', 'userPassword', (session, [name]) =>
    subcommand.user().userPassword(session, String(name)),
  ).argument('<name>', argument.account);
}

function addKeys(program: Command, add: Add, lang: Lang, help: Words['help']): void {
  const { option, argument } = identityWords[lang];
  const gather = (item: string, all: readonly string[] = []): readonly string[] => [...all, item];
  const key = program.command('key').description(help.topic.key);
  add(key, 'add', 'keyAdd', (session, [label], options) => subcommand.key().keyAdd(session, String(label), options))
    .argument('<label>', argument.label)
    .requiredOption('--scope <scope>', option.scope, gather)
    .option('--unit <unit>', option.unit, gather)
    .option('--person <person>', option.personOfKey)
    .option('--act-for', option.actFor)
    .option('--expires-in <span>', option.expiresIn);
  add(key, 'list', 'keyList', (session) => subcommand.key().keyList(session));
  add(key, 'revoke', 'keyRevoke', (session, [id]) => subcommand.key().keyRevoke(session, String(id))).argument(
    '<id>',
    argument.key,
  );
}
