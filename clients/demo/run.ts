/** From a running stack to a verdict. */
import { setMaxListeners } from 'node:events';
import { findIssue, issueIds, openDatabase, type Database } from '../../store';
import type { RunningStack, StackEvent } from '../../stack';
import { connectDoorstep, masterKeysOf, personId } from '../sdk';
import { Board } from './board';
import { everybodyListens, play, timesOf, type Stage } from './day';
import { collect } from './evidence';
import type { DemoInput } from './input';
import { issueOf, type Intake } from './intake';
import { demoNames } from './names';
import { isShippedDay, type DemoOptions } from './options';
import { Ledger } from './people/ledger';
import { resultOf, type Result } from './result';
import { showRun } from './view/view';
import { demoWords } from './words';

export interface Run {
  readonly options: DemoOptions;
  readonly input: DemoInput;
  readonly stack: RunningStack;
  /** Where the stack's supervisor tells what happens to its processes. */
  readonly incidents: { tell: (event: StackEvent) => void };
  readonly out: NodeJS.WriteStream;
  readonly startedMs: number;
  /** When calendars show the morning of the day; nobody moves before. */
  readonly opensAtMs: number;
  readonly signal: AbortSignal;
}

export async function rehearse(run: Run): Promise<Result> {
  const { options, input, stack, out, signal } = run;
  const words = demoWords[options.lang];
  const names = demoNames(input.policies, options.lang);
  const database = openDatabase(stack.connections.databaseUrl, 2);
  const doorstep = await connectDoorstep({ ...stack.connections, masterKeys: masterKeysOf(stack.env) });
  // Ends what the people do when the run is over, however it ends.
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  // Every call and every wait of every person listens to it.
  setMaxListeners(0, until);
  try {
    const isWhole = (await issueIds(database, '', 1)).length === 0;
    const replay = isWhole ? 1 : await replayNumber(database, input);
    const ledger = new Ledger();
    const intake: Intake = { doorstep, ledger, reports: input.reports, replay, signal: until };
    const stage: Stage = { input, options, doorstep, database, intake, board: new Board(), signal: until };
    const ids = input.reports.map((report) => issueOf(report, replay));

    const rehearsal = timesOf(options, input, Date.now());
    out.write(
      `${words.begins(ids.length, input.policies.directory.people.size, options.scale, Math.round((rehearsal.latestAtMs - rehearsal.startMs) / 1_000))}\n`,
    );
    const everybody = await everybodyListens(stage);
    const times = timesOf(options, input, Math.max(Date.now(), run.opensAtMs));
    const view = showRun(
      {
        board: stage.board,
        names,
        lang: options.lang,
        scale: options.scale,
        startMs: times.startMs,
        reports: ids.length,
      },
      out,
    );
    run.incidents.tell = (event) => {
      if (event.kind === 'died' || event.kind === 'failing' || event.kind === 'ready') view.incident(event.text);
    };
    const unfinished = await play(stage, everybody, times).finally(() => view.stop());

    out.write(`${words.checking}\n`);
    const people = [...input.policies.directory.people.keys()].map(personId);
    const evidence = await collect({
      database,
      doorstep,
      connections: stack.connections,
      ids,
      people,
      ledger,
      intake,
      isWhole,
      signal: until,
    });
    return resultOf(evidence, ledger, {
      scale: options.scale,
      seed: options.seed,
      roles: names.ladder,
      restarts: stack.processes().reduce((sum, { restarts }) => sum + restarts, 0),
      unfinished,
      isPromised: isShippedDay(options, input),
      tookMs: performance.now() - run.startedMs,
    });
  } finally {
    over.abort();
    await Promise.allSettled([doorstep.close(), database.close()]);
  }
}

/** A folder that was played in before knows the keys already: then they get the number of the replay. */
async function replayNumber(database: Database, { reports }: DemoInput): Promise<number> {
  const [first] = reports;
  if (first === undefined) return 1;
  for (let replay = 1; ; replay += 1) if ((await findIssue(database, issueOf(first, replay))) === null) return replay;
}
