/** `doorstep duty ...` and `doorstep coverage`. */
import type { Command } from 'commander';
import { dutyWords } from './commands/duty-words';
import type { Add } from './program';
import { subcommand } from './subcommands';
import type { Lang, Words } from './words/words';

export function addDuty(program: Command, add: Add, lang: Lang, { help }: Words): void {
  const { option } = dutyWords[lang];
  const duty = program.command('duty').description(help.topic.duty);
  add(duty, 'show', 'dutyShow', (session, _, options) => subcommand.duty().dutyShow(session, options))
    .option('--role <role>', option.role)
    .option('--unit <unit>', option.unit)
    .option('--at <time>', option.at);
  add(duty, 'person', 'dutyPerson', (session, [person], options) =>
    subcommand.duty().dutyPerson(session, String(person), options),
  )
    .argument('<person>', help.argument.person)
    .option('--weeks <n>', option.weeks, '4');
  add(duty, 'calendar', 'dutyCalendar', (session, [person], options) =>
    subcommand.duty().dutyCalendar(session, String(person), options),
  )
    .argument('<person>', help.argument.person)
    .option('--weeks <n>', option.weeks, '8');
  add(program, 'coverage', 'coverage', (session, _, options) =>
    subcommand.coverage().coverage(session, options),
  ).option('--weeks <n>', option.weeks, '4');
}
