/** What a code means, what to do about it, and the exit code with which the command line ends. */
export interface ErrorMeaning {
  readonly meaning: string;
  readonly remedy: string;
  readonly exit: number;
}

/** input: what was given is wrong · refused: the rules say no · missing: it is not there · stack: a server is at fault · interrupted: Ctrl-C, as shells have it. */
export const EXIT = { input: 2, refused: 3, missing: 4, stack: 5, interrupted: 130 } as const;

export type ErrorTable = Readonly<Record<string, ErrorMeaning>>;
