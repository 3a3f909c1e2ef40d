/** The access log: who was refused what, and who read or changed what is personal. */
import { DoorstepError } from '../../../contracts/errors';
import { listAccess, OUTCOMES_OF_ACCESS } from '../../../store/identity';
import { choiceArgument, countArgument, instantArgument } from '../arguments';
import type { Session } from '../session';
import { table } from '../show/table';
import { withStore } from './identity-store';
import { identityWords } from './identity-words';

export interface AccessListOptions {
  readonly who?: string;
  readonly subject?: string;
  readonly outcome?: string;
  readonly since?: string;
  readonly before?: string;
  readonly limit: string;
}

/** Throws ARGUMENT_INVALID. */
export async function accessList(session: Session, options: AccessListOptions): Promise<void> {
  const { who, subject, outcome, since, before } = options;
  const limit = countArgument('--limit', options.limit);
  const filter = {
    ...(who === undefined ? {} : { who }),
    ...(subject === undefined ? {} : { subject }),
    ...(outcome === undefined ? {} : { outcome: choiceArgument('--outcome', outcome, OUTCOMES_OF_ACCESS) }),
    ...(since === undefined ? {} : { sinceMs: instantArgument('--since', since) }),
    ...(before === undefined ? {} : { before: positionArgument(before) }),
    limit,
  };
  const entries = await withStore(session, (database) => listAccess(database, filter));
  session.answer({ entries }, () => {
    const words = identityWords[session.lang];
    if (entries.length === 0) return words.noAccess;
    const clock = session.clock();
    const { at, who: whoTitle, outcome: outcomeTitle, operation, subject: about, reason } = words.accessColumn;
    const last = entries.at(-1);
    return [
      table(
        [at, whoTitle, outcomeTitle, operation, about, reason],
        entries.map((entry) => [
          clock.local(entry.atMs),
          entry.who,
          words.outcome[entry.outcome],
          entry.operation,
          entry.subject ?? '',
          entry.reason,
        ]),
      ),
      ...(entries.length < limit || last === undefined ? [] : ['', words.goOn(last.position)]),
    ].join('\n');
  });
}

function positionArgument(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new DoorstepError('ARGUMENT_INVALID', '--before must be a position that `doorstep access list` named.', {
    place: { field: '--before' },
  });
}
