/** `doorstep …`: reads the arguments, runs one subcommand, and says in the exit code how it went. */
import { DoorstepError } from '../../contracts/errors';
import { withHint } from './hints';
import { langOf, wordsOf } from './lang';
import { runPart } from './parts';
import { buildProgram, CommanderError } from './program';
import type { Io } from './session';
import { asDoorstepError, errorJson, errorText, exitCodeOf } from './show/error';
import { terminal } from './terminal';
import type { TypedWrong, Words } from './words/words';

/** @returns 0, or by the error's code: 2 input, 3 refused by the rules, 4 missing, 5 a server is at fault */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const lang = langOf(argv, io.env);
  const words = wordsOf(lang);
  const fail = (error: DoorstepError): number => {
    io.err(argv.includes('--json') ? JSON.stringify(errorJson(error), null, 2) : errorText(error, words));
    if (io.env['DOORSTEP_DEBUG']) io.err(String(error.cause instanceof Error ? error.cause.stack : error.stack));
    return exitCodeOf(error);
  };
  let exit = 0;
  try {
    const part = await runPart(argv);
    if (part !== null) return part;
    const program = buildProgram(io, lang, words, async (session, action) => {
      try {
        exit = (await action()) ?? 0;
      } catch (error) {
        const given = {
          command: program.args[0],
          name: program.args[1],
          as: program.opts<{ as?: string }>().as ?? io.env['DOORSTEP_AS'],
        };
        exit = fail(await withHint(asDoorstepError(error), given, session));
      } finally {
        await session.close();
      }
    });
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return ofCommander(error, words, fail);
    return fail(asDoorstepError(error));
  }
  return exit;
}

function ofCommander(error: CommanderError, words: Words, fail: (error: DoorstepError) => number): number {
  if (error.exitCode === 0 || error.code === 'commander.help') return 0;
  const [message = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const meant = /Did you mean (?:one of )?(.+)\?/.exec(suggestion ?? '')?.[1];
  return fail(
    new DoorstepError(
      'ARGUMENT_INVALID',
      [typedWrong(error.code, message, words), ...(meant === undefined ? [] : [words.error.didYouMean(meant)])].join(
        ' ',
      ),
    ),
  );
}

/** In the reader's language where we know what commander complains of. */
function typedWrong(code: string, message: string, words: Words): string {
  const [, what] = /'([^']*)'/.exec(message) ?? [];
  const kind = code.replace('commander.', '');
  if (what === undefined || !Object.hasOwn(words.error.typed, kind)) return sentence(message);
  return words.error.typed[kind as TypedWrong](what);
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`;

/** The process itself: called by bin.js, or this file is what Node was started with. */
export async function main(): Promise<void> {
  const stop = new AbortController();
  // The first Ctrl-C ends a live view or a bulk in order; the second is the system's and ends the process.
  const once = (): void => stop.abort();
  const argv = process.argv.slice(2);
  if (argv.some((word) => word === 'inbox' || word === 'bulk')) process.once('SIGINT', once).once('SIGTERM', once);
  // A reader such as `head` that has seen enough is no error. A stack outlives its terminal until it has stopped in order.
  if (argv[0] !== 'start')
    process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const code = await run(argv, {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    env: process.env,
    stopped: stop.signal,
    ...terminal(stop.signal),
  });
  // Set and not exited: what is written to a pipe has to arrive, and `start` goes on.
  process.exitCode = code || process.exitCode;
}

if (require.main === module) void main();
