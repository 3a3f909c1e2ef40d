/**
 * What an answer by a link is called in the log: `notice.<seq>.<choice>.<digest>`. It tells that the answer came from a notice
 * and from which, and whoever uses the link again finds it. It names no person and has nothing of the token.
 */
import { isChoice } from '../../../contracts/act-from-notice/choices';
import { callersId } from '../../../domain';
import { readLog, type ActionLink, type Database } from '../../../store';
import { digest } from '../../sdk/ids';

export type Answer = NonNullable<ActionLink['answer']>;
type Named = Pick<ActionLink, 'issue' | 'seq' | 'recipient' | 'question' | 'about' | 'refusals'>;

const PREFIX = 'notice';

/** 80 bits; the same for every link to the same question of the same notice. */
const nameOf = ({ issue, seq, recipient, question, about }: Named): string =>
  digest(['doorstep/act', issue, seq, recipient, question, about].join('\n'), 10);

/** After a refusal it is another command: Temporal would answer the same id with the same refusal, whatever has changed. */
export const commandIdFrom = (link: Named, choice: string): string =>
  [PREFIX, link.seq, choice, nameOf(link), ...(link.refusals === 0 ? [] : [link.refusals])].join('.');

/** The answer that the log holds, by whichever link of the notice it came; undefined when there is none. */
export async function answeredBefore(database: Database, link: Named): Promise<Answer | undefined> {
  const events = await readLog(database, link.issue, link.seq);
  for (const { seq, commandId, recordedAtMs } of events) {
    const [prefix, notice, choice, name] = callersId(commandId).split('.');
    if (prefix === PREFIX && notice === String(link.seq) && name === nameOf(link) && isChoice(choice))
      return { choice, seq, atMs: recordedAtMs };
  }
  return undefined;
}
