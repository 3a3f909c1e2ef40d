/** Notices of which every channel beyond the inbox failed: seen, and sent once more. */
import { DoorstepError } from '../../../contracts/errors';
import type { DeadLetter } from '../../../store';
import { issueId } from '../../sdk';
import { countArgument, needed } from '../arguments';
import type { Session } from '../session';
import { table } from '../show/table';
import { contactWords } from './contact-words';
import { noticesWords } from './notices-words';

export async function deadLettersList(
  session: Session,
  { issue, limit }: { readonly issue?: string; readonly limit: string },
): Promise<void> {
  const { channels } = await session.doorstep();
  const letters = await channels.deadLetters({
    ...(issue === undefined ? {} : { issue: issueId(issue) }),
    limit: countArgument('--limit', limit),
  });
  session.answer({ deadLetters: letters }, () =>
    letters.length === 0 ? noticesWords[session.lang].noneDead : lettersText(session, letters),
  );
}

/** Throws DEAD_LETTER_UNKNOWN when there is nothing to replay. */
export async function deadLettersReplay(
  session: Session,
  id: string | undefined,
  { all }: { readonly all?: boolean },
): Promise<void> {
  const issue = all === true && id === undefined ? undefined : issueId(needed('<issue>', id));
  const { channels } = await session.doorstep();
  const letters = await channels.deadLetters({ ...(issue === undefined ? {} : { issue }), limit: 10_000 });
  const replayed = await channels.replay(letters);
  if (replayed.length === 0 && issue !== undefined)
    throw new DoorstepError('DEAD_LETTER_UNKNOWN', `${issue} has no dead letters that were not replayed.`);
  session.answer({ replayed }, () => noticesWords[session.lang].replayed(replayed.length));
}

function lettersText(session: Session, letters: readonly DeadLetter[]): string {
  const words = noticesWords[session.lang];
  const channelNames: Readonly<Record<string, string>> = contactWords[session.lang].channel;
  const reasons: Readonly<Record<string, string>> = words.reason;
  const clock = session.clock();
  const { issue, seq, notice, person, died, tried, read } = words.column;
  return table(
    [issue, seq, notice, person, died, tried, read],
    letters.map((letter) => [
      letter.issue,
      String(letter.seq),
      letter.template,
      session.names().person(letter.recipient),
      clock.local(letter.diedAtMs),
      letter.channels
        .map(({ channel, reason }) => `${channelNames[channel] ?? channel}: ${reasons[reason ?? ''] ?? reason ?? ''}`)
        .join('; '),
      letter.readAtMs === null ? '' : clock.local(letter.readAtMs),
    ]),
  );
}
