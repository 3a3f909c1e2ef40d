/** The grammar of the commands on an issue, group by group: by whom they are used. */
import type { Command } from 'commander';
import type { CommandName } from '../../domain';
import type { HelpWords } from './words/help';

/** Adds one command with its issue and what all of them have. @param name what is typed, where it differs */
export type Act = (command: CommandName, name?: string) => Command;

/** What several commands take, each said once. */
function takes({ option, argument }: HelpWords) {
  return {
    reason: (command: Command) => command.option('--reason <text>', option.reason),
    note: (command: Command) => command.option('--note <text>', option.note),
    evidence: (command: Command) =>
      command.option('--evidence <kind:ref>', option.evidence, (item: string, all: readonly string[] = []) => [
        ...all,
        item,
      ]),
    party: (command: Command) => command.argument('<party>', argument.party),
  };
}

export function actsOfEveryone(act: Act, help: HelpWords): void {
  takes(help).evidence(act('comment').argument('<text>', help.argument.comment));
}

export function actsOfHandling(act: Act, help: HelpWords): void {
  const { option, argument } = help;
  const { reason, note, evidence, party } = takes(help);
  act('acknowledge', 'ack').alias('acknowledge');
  act('assign').argument('<person>', argument.person);
  reason(party(act('dispatch')));
  reason(act('escalate').option('--to <tier>', option.tier));
  evidence(note(act('handle')));
  reason(
    act('request')
      .argument('<kind>', argument.kind)
      .option('--by <span>', option.by)
      .option('--until <time>', option.until),
  );
  act('resume');
  note(act('answer'));
  reason(
    act('reclassify').option('--category <category>', option.category).option('--severity <severity>', option.severity),
  );
  reason(act('delegate').argument('<person>', argument.deputy).option('--until <time>', option.deputyUntil));
}

export function actsTogether(act: Act, help: HelpWords): void {
  const { reason, note, evidence, party } = takes(help);
  reason(party(act('summon')));
  act('report-in');
  evidence(note(act('finish')));
  reason(party(act('release')));
  reason(act('link').argument('<lead>', help.argument.lead));
  reason(act('unlink'));
}

export function actsOfDeciding(act: Act, help: HelpWords): void {
  const { option, argument } = help;
  const { reason, note, evidence } = takes(help);
  note(act('verify'));
  reason(act('decline'));
  for (const decision of ['approve', 'reject'] as const)
    reason(act(decision).option('--approval <id>', option.approval)).option('--signal', option.signal);
  evidence(note(act('pass-check')));
  evidence(reason(act('fail-check')));
  note(act('call-back').argument('<answer>', argument.answer));
  reason(act('supervise'));
}

export function actsOfResidents(act: Act, help: HelpWords): void {
  const { reason } = takes(help);
  act('confirm');
  for (const command of ['dispute', 'withdraw', 'reopen'] as const) reason(act(command));
}

export function actsOfOperators(act: Act, help: HelpWords): void {
  takes(help).reason(act('migrate').argument('<rules>', help.argument.rules));
}
