/** `doorstep nats …` and `doorstep metrics`: the messaging server, for operators. */
import type { Command } from 'commander';
import { natsWords } from './commands/nats-words';
import type { Add } from './program';
import { subcommand } from './subcommands';
import type { Lang } from './words/words';

export function addNats(program: Command, add: Add, lang: Lang): void {
  const { about, option } = natsWords[lang];
  const nats = program.command('nats').description(about);
  const gather = (item: string, all: readonly string[] = []): readonly string[] => [...all, item];
  add(nats, 'credentials', 'natsCredentials', (session, _, options) =>
    subcommand.natsCredentials().natsCredentials(session, options),
  )
    .option('--out <folder>', option.out)
    .option('--person <person>', option.person, gather)
    .option('--administrator', option.administrator)
    .option('--rotate <user>', option.rotate, gather)
    .option('--finish', option.finish)
    .option('--revoke <user>', option.revoke, gather);
  add(program, 'metrics', 'metrics', (session) => subcommand.metrics().metrics(session));
}
