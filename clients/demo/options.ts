/** What the demo is asked to do. */
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DoorstepError } from '../../contracts/errors';
import { packageRoot } from '../../contracts/package-root';
import { langOf } from '../cli/lang';
import type { Lang } from '../cli/words/words';

export interface DemoOptions {
  /** A report file: JSON lines as in examples/reports.jsonl. */
  readonly file: string;
  /** How many times faster than life: 3600 plays an hour in a second. */
  readonly scale: number;
  readonly json: boolean;
  readonly keep: boolean;
  /** The same seed gives the same characters and intentions. */
  readonly seed: number;
  readonly lang: Lang;
  /** undefined: a temporary folder. */
  readonly data: string | undefined;
  readonly limit: number;
}

/** Faster than this, minutes become shorter than a round trip and nobody could answer in time. */
const FASTEST = 36_000;
const SLOWEST = 60;

const SHIPPED = { file: join(packageRoot(), 'examples', 'reports.jsonl'), seed: 7, scale: 3_600 } as const;

/** The day that has to show all that practice knows; faster, other people would miss what this one is made to show. */
export const isShippedDay = (
  { file, seed, scale, limit }: DemoOptions,
  { reports }: { readonly reports: readonly unknown[] },
): boolean => file === SHIPPED.file && seed === SHIPPED.seed && scale <= SHIPPED.scale && reports.length < limit;

/** null after the help was shown. Throws DoorstepError ARGUMENT_INVALID. */
export function parseOptions(argv: readonly string[], env: NodeJS.ProcessEnv): DemoOptions | null {
  const program = new Command('doorstep demo')
    .description('Plays a day of a community through the real stack, counts what happened and checks the guarantees.')
    .argument('[file]', 'reports to replay, one JSON object a line', SHIPPED.file)
    .option(
      '--scale <times>',
      'how many times faster than life; 3600 plays an hour in a second',
      number(SLOWEST, FASTEST),
      SHIPPED.scale,
    )
    .option('--json', 'the summary as one JSON object on the last line of standard output', false)
    .option('--keep', 'stay up afterwards, until Ctrl-C', false)
    .option('--seed <number>', 'another seed gives other characters', number(0, 0xffffffff), SHIPPED.seed)
    .addOption(
      new Option('--lang <language>', 'zh or en (DOORSTEP_LANG, else LANG)')
        .choices(['zh', 'en'])
        .default(langOf(argv, env)),
    )
    .option('--data <folder>', 'where the data goes (a temporary folder)')
    .option('--limit <count>', 'replay at most so many reports', number(1, 100_000), 100_000)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return null;
    throw new DoorstepError('ARGUMENT_INVALID', error.message.replace(/^error: /, ''), {
      remedy: 'See `doorstep demo --help`.',
    });
  }
  const [file = ''] = program.processedArgs as readonly string[];
  const options = program.opts<Omit<DemoOptions, 'file' | 'data'> & { readonly data?: string }>();
  return { ...options, data: options.data, file };
}

const number =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
