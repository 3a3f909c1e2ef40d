/** The command line's grammar. Each action loads its own file when it runs, so that help and mistakes are quick. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { packageRoot } from '../../contracts/package-root';
import { spanArgument } from './arguments';
import { addBulk } from './bulk-grammar';
import { addDirectory } from './directory-grammar';
import { addDuty } from './duty-grammar';
import { addChannels } from './channels-grammar';
import { selectionWords } from './commands/selection-words';
import {
  actsOfDeciding,
  actsOfEveryone,
  actsOfHandling,
  actsOfOperators,
  actsOfResidents,
  actsTogether,
  type Act,
} from './grammar';
import { addSelection } from './selection-grammar';
import { openSession, type GlobalOptions, type Io, type Session } from './session';
import { subcommand } from './subcommands';
import { addIdentity } from './identity-grammar';
import { addPeople } from './people-grammar';
import { addImport } from './import-grammar';
import { addNats } from './nats-grammar';
import type { HelpGroup, HelpTopic } from './words/help';
import type { Lang, Words } from './words/words';

/** What a subcommand does with its arguments and options. */
export type Run = (session: Session, args: readonly (string | undefined)[], options: never) => Promise<number | void>;

export type Add = (parent: Command, name: string, about: HelpTopic, run: Run) => Command;

/** @param finish gets the session, so that it is closed whatever happens, and the exit code */
export function buildProgram(
  io: Io,
  lang: Lang,
  words: Words,
  finish: (session: Session, run: () => Promise<number | void>) => Promise<void>,
): Command {
  const { topic, option, argument } = words.help;
  const program = new Command('doorstep')
    .description(words.help.about)
    .addOption(new Option('--lang <lang>', option.lang).choices(['zh', 'en']))
    .option('--json', option.json)
    .option('--as <person>', option.as)
    .option('--timeout <span>', option.timeout)
    .helpOption('-h, --help', option.help)
    .version(versionOf(), '-V, --version', option.version)
    .showSuggestionAfterError(true)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: () => undefined })
    .exitOverride();

  const add: Add = (parent, name, about, run) => {
    const command = parent.command(name).description(topic[about]);
    command.action(async (...given: unknown[]) => {
      const args = given.slice(0, -2) as readonly (string | undefined)[];
      const { timeout, ...globals } = program.opts<GlobalOptions & { timeout?: string }>();
      const session = openSession(io, lang, words, {
        ...globals,
        ...(timeout === undefined ? {} : { timeoutMs: spanArgument('--timeout', timeout) }),
      });
      await finish(session, () => run(session, args, given.at(-2) as never));
    });
    return command;
  };
  const act: Act = (command, name = command) =>
    add(program, name, command, (session, [issue, more], options) =>
      subcommand.act().act(session, command, String(issue), more, options),
    )
      .argument('<issue>', argument.issue)
      .option('--occurred <time>', option.occurred)
      .option('--command-id <id>', option.commandId);
  const group = (name: HelpGroup): Command => program.commandsGroup(`${words.help.group[name]}:`);

  group('everyone').helpCommand('help [command]', option.help);
  add(program, 'report', 'report', (session, [text], options) => subcommand.report().report(session, text, options))
    .argument('[text]', argument.text)
    .option('--unit <unit>', option.unit)
    .option('--category <category>', option.category)
    .option('--severity <severity>', option.severity, 'normal')
    .option('--channel <channel>', option.channel, 'cli')
    .option('--location <lat,lon>', option.location)
    .option('--key <key>', option.key)
    .option('--occurred <time>', option.occurred)
    .option('--file <file>', option.file);
  addSelection(
    add(program, 'list', 'list', (session, _, options) => subcommand.list().list(session, options)),
    lang,
  )
    .option('--limit <count>', option.limit, '50')
    .option('--after <issue>', selectionWords[lang].after);
  addSelection(
    add(program, 'counts', 'counts', (session, _, options) => subcommand.counts().counts(session, options)),
    lang,
  ).option('--by <kinds>', option.countedBy, 'stage,tier,severity');
  add(program, 'show', 'show', (session, [issue], options) => subcommand.show().show(session, String(issue), options))
    .argument('<issue>', argument.issue)
    .option('--at <time>', option.at);
  add(program, 'explain', 'explain', (session, [issue], options) =>
    subcommand.explain().explain(session, String(issue), options),
  )
    .argument('<issue>', argument.issue)
    .option('--at <time>', option.at);
  add(program, 'timeline', 'timeline', (session, [issue], options) =>
    subcommand.timeline().timeline(session, String(issue), options),
  )
    .argument('<issue>', argument.issue)
    .option('--verify', option.verify);
  add(program, 'inbox', 'inbox', (session, [person], options) =>
    subcommand.inbox().inbox(session, String(person), options),
  )
    .argument('<person>', argument.person)
    .option('--since <new|all>', option.since, 'all')
    .option('--once', option.once)
    .option('--no-receipt', option.noReceipt);
  actsOfEveryone(act, words.help);
  group('handling');
  actsOfHandling(act, words.help);
  group('together');
  actsTogether(act, words.help);
  group('deciding');
  actsOfDeciding(act, words.help);
  group('residents');
  actsOfResidents(act, words.help);
  group('operators');
  addBulk(program, add, lang, words);
  actsOfOperators(act, words.help);
  addChannels(program, add, lang, words);
  add(program, 'doctor', 'doctor', (session) => subcommand.doctor().doctor(session));
  addNats(program, add, lang);
  addIdentity(program, add, lang, words);
  addPeople(program, add, lang, words);
  addImport(program, add, lang, words);
  add(program, 'simulate', 'simulate', (session, _, options) => subcommand.simulate().simulate(session, options))
    .option('--count <n>', option.count)
    .option('--seed <n>', option.seed)
    .option('--seconds <n>', option.seconds)
    .option('--workers <n>', option.workers)
    .option('--replay <file>', option.replay);
  addDuty(program, add, lang, words);
  const calendar = program.command('calendar').description(topic.calendar);
  add(calendar, 'list', 'calendarList', (session) => subcommand.calendar().calendarList(session));
  add(calendar, 'show', 'calendarShow', (session, [id], options) =>
    subcommand.calendar().calendarShow(session, String(id), options),
  )
    .argument('<id>', argument.calendar)
    .option('--month <month>', option.month);
  add(calendar, 'due', 'calendarDue', (session, [id, term], options) =>
    subcommand.calendar().calendarDue(session, String(id), String(term), options),
  )
    .argument('<id>', argument.calendar)
    .argument('<term>', argument.term)
    .option('--from <time>', option.from);
  add(calendar, 'preview', 'calendarPreview', (session, [draft], options) =>
    subcommand.calendarPreview().calendarPreview(session, draft, options),
  )
    .argument('[draft]', argument.draft)
    .option('--unit <unit>', option.unit);
  add(calendar, 'apply', 'calendarApply', (session, _, options) =>
    subcommand.calendarPreview().calendarApply(session, options),
  )
    .option('--unit <unit>', option.unit)
    .option('--reason <text>', option.reason);
  const procedure = program.command('procedure').description(topic.procedure);
  add(procedure, 'list', 'procedureList', (session) => subcommand.procedure().procedureList(session));
  // Commander hands the files over as one list.
  add(procedure, 'test', 'procedureTest', (session, files, options) =>
    subcommand.procedure().procedureTest(session, files.flat().map(String), options),
  )
    .argument('[files...]', argument.fixtures)
    .option('--coverage', option.coverage);
  add(procedure, 'draw', 'procedureDraw', (session, [id]) =>
    subcommand.procedure().procedureDraw(session, String(id)),
  ).argument('<id>', argument.procedure);
  add(procedure, 'migrate', 'procedureMigrate', (session, [id], options) =>
    subcommand.procedureMigrate().procedureMigrate(session, String(id), options),
  )
    .argument('<id>', argument.procedure)
    .option('--unit <unit>', option.unit)
    .option('--apply', option.apply)
    .option('--reason <text>', option.reason);
  addDirectory(program, add, lang, words);
  const policies = program.command('policies').description(topic.policies);
  add(policies, 'check', 'policiesCheck', (session, [folder]) =>
    subcommand.policiesCheck().policiesCheck(session, folder),
  ).argument('[folder]', argument.folder);
  // Run before this grammar is built (parts.ts); named here for the help.
  program.command('start').description(topic.start);
  program.command('demo').description(topic.demo);
  program.addHelpText('after', `\n${words.help.examples}\n${EXAMPLES}`);
  return program;
}

export { CommanderError };

const EXAMPLES = [
  '  doorstep report "…" --unit oleaster-1 --category lamps --as resident-01',
  '  doorstep explain <issue>',
  '  doorstep ack <issue> --as lead-oleaster-1',
  '  doorstep handle <issue> --note "…" --evidence photo:4711 --as lead-oleaster-1',
  '  doorstep inbox lead-oleaster-1',
].join('\n');

const versionOf = (): string =>
  (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;
