/** `npm run bench`: measures the whole stack on this machine and says which targets it meets. */
import { Command, Option } from 'commander';
import { DoorstepError } from '../contracts/errors';
import { machine } from './measure/machine';
import { showFindings, showJudgements } from './report/print';
import type { Findings, Settings } from './scenario';
import { withFreshStack } from './stack/bench-stack';
import { serverVersions } from './stack/servers';
import { onRequest, scenarios } from './scenarios';

interface Options {
  readonly json: boolean;
  readonly quick: boolean;
  readonly count?: number;
  readonly synchronous: 'normal' | 'full';
  readonly cachedIssues?: number;
  readonly profile?: string;
}

const program = new Command('bench')
  .description('Measures the whole stack on this machine. Starts a stack of its own on loopback, and stops by itself.')
  .argument(
    '[scenario...]',
    `which ones: ${[...scenarios, ...onRequest].map(({ name }) => name).join(', ')}`,
    scenarios.map(({ name }) => name),
  )
  .option('--json', 'print the result only, as one JSON object on one line', false)
  .option('--quick', 'a tenth of the work: shows that it runs, not how fast', false)
  .option('--count <n>', 'how many issues a scenario takes', positive)
  .addOption(
    new Option('--synchronous <mode>', "of Temporal's SQLite file").choices(['normal', 'full']).default('normal'),
  )
  .option('--cached-issues <n>', 'issues an engine keeps in memory', positive)
  .option('--profile <folder>', 'workers leave CPU profiles there, and are slower for it');

function positive(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  return program.error(`error: ${text} is not a whole number above 0`);
}

async function main(): Promise<void> {
  program.parse();
  const options = program.opts<Options>();
  const known = [...scenarios, ...onRequest];
  const chosen = (program.processedArgs[0] as readonly string[]).map(
    (name) => known.find((one) => one.name === name) ?? program.error(`error: there is no scenario ${name}`),
  );
  const settings: Settings = {
    count: options.count,
    quick: options.quick,
    synchronous: options.synchronous,
    cachedIssues: options.cachedIssues,
    profileDir: options.profile,
    say: (line) => void process.stderr.write(`… ${line}\n`),
  };
  const shape = machine();
  const servers = await withFreshStack(settings, serverVersions);
  const found: Record<string, Findings> = {};
  for (const scenario of chosen) {
    settings.say(scenario.title);
    found[scenario.name] = await scenario.run(settings);
    if (!options.json) showFindings(scenario.title, found[scenario.name]!);
  }
  const judged = Object.values(found).flatMap((one) => one.judged);
  if (!options.json) showJudgements(judged);
  const { say: _say, ...said } = settings;
  const figures = Object.fromEntries(Object.entries(found).map(([name, one]) => [name, one.figures]));
  process.stdout.write(
    `${JSON.stringify({ machine: { ...shape, servers }, settings: said, figures, targets: judged })}\n`,
  );
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof DoorstepError ? `${error.code}: ${error.message}\n${error.remedy}` : error);
    process.exit(1);
  },
);
