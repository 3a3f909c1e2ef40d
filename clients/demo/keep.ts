/** `--keep`: the stack stays up, and says what can be tried with it. */
import type { RunningStack } from '../../stack';
import type { Lang } from '../cli/words/words';
import type { DemoInput } from './input';
import { issueOf } from './intake';
import { demoWords } from './words';

export async function keepUp(
  { connections }: RunningStack,
  dataDir: string,
  { reports }: DemoInput,
  lang: Lang,
  out: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<void> {
  const words = demoWords[lang];
  const [first] = reports;
  const issue = first === undefined ? '<issue>' : issueOf(first, 1);
  const lines = [
    '',
    `Temporal  ${connections.temporalUiUrl ?? connections.temporalAddress}`,
    `NATS      ${connections.natsUrl}`,
    `${words.data}      ${dataDir}`,
    '',
    words.keep,
    `  export DOORSTEP_DATA=${dataDir}`,
    '  npx doorstep list --stage closed',
    `  npx doorstep timeline ${issue}`,
    `  npx doorstep reopen ${issue} --as ${first?.report.reporter ?? '<person>'} --reason "${lang === 'zh' ? '又出现了' : 'it is back'}"`,
    `  npx doorstep explain ${issue}`,
    '  npx doorstep inbox committee-1 --since all',
    '',
    words.keepEnd,
  ];
  out.write(`${lines.join('\n')}\n`);
  if (!signal.aborted)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
