/** The terminal, as far as somebody sits at it. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Io } from './session';

export function terminal(stopped: AbortSignal): Pick<Io, 'ask' | 'askSecret' | 'status' | 'stdin'> {
  const { stdin, stderr } = process;
  return {
    stdin: () => text(stdin),
    ...(stderr.isTTY ? { status: (line) => void stderr.write(`\r\x1b[K${line}`) } : {}),
    ...(stdin.isTTY && stderr.isTTY
      ? { ask: (question) => answerTo(question, stopped), askSecret: (question) => secretAnswerTo(question, stopped) }
      : {}),
  };
}

/** Nothing when the terminal ends or Ctrl-C comes before an answer. */
async function answerTo(question: string, stopped: AbortSignal): Promise<string> {
  // Not in raw mode, so that Ctrl-C reaches the process as it does everywhere else.
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    return await Promise.race([lines.question(question, { signal: stopped }).catch(() => ''), ended]);
  } finally {
    lines.close();
  }
}

/** In raw mode, so that the terminal itself shows nothing; the line is edited by readline, whose echo goes nowhere. */
async function secretAnswerTo(question: string, stopped: AbortSignal): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  lines.once('SIGINT', () => lines.close());
  try {
    return await Promise.race([lines.question('', { signal: stopped }).catch(() => ''), ended]);
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
