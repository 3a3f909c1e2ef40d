/** The links in the letters of an issue: seen by what they are good for, and taken back. */
import { isChoice } from '../../../contracts/act-from-notice/choices';
import { actionWords } from '../../../contracts/act-from-notice/words';
import { issueId, personId, type Doorstep } from '../../sdk';
import type { Session } from '../session';
import { table } from '../show/table';
import { actionLinksWords } from './action-links-words';
import { contactWords } from './contact-words';

type Link = Awaited<ReturnType<Doorstep['channels']['links']>>[number];

/** Throws ISSUE_UNKNOWN. */
export async function actionLinksList(session: Session, id: string): Promise<void> {
  const doorstep = await session.doorstep();
  const issue = issueId(id);
  const links = await doorstep.channels.links(issue);
  if (links.length === 0) await doorstep.get(issue);
  session.answer({ issue, links }, () =>
    links.length === 0 ? actionLinksWords[session.lang].none : linksText(session, links),
  );
}

/** Throws ISSUE_UNKNOWN. */
export async function actionLinksRevoke(
  session: Session,
  id: string,
  { person }: { readonly person?: string },
): Promise<void> {
  const doorstep = await session.doorstep();
  const issue = issueId(id);
  const revoked = await doorstep.channels.revokeLinks(issue, person === undefined ? undefined : personId(person));
  if (revoked === 0) await doorstep.get(issue);
  session.answer({ issue, revoked }, () => actionLinksWords[session.lang].tookBack(revoked));
}

function linksText(session: Session, links: readonly Link[]): string {
  const { seq, person, channel, answers, until, standing } = actionLinksWords[session.lang].column;
  const channels: Readonly<Record<string, string>> = contactWords[session.lang].channel;
  const clock = session.clock();
  return table(
    [seq, person, channel, answers, until, standing],
    links.map((link) => [
      String(link.seq),
      session.names().person(link.recipient),
      channels[link.channel] ?? link.channel,
      link.choices.map((choice) => labelOf(session, choice)).join(' / '),
      clock.local(link.expiresAtMs),
      standingText(session, link),
    ]),
  );
}

function standingText(session: Session, { answer, revokedAtMs, expiresAtMs }: Link): string {
  const words = actionLinksWords[session.lang];
  const clock = session.clock();
  if (answer !== null) return words.used({ choice: labelOf(session, answer.choice), at: clock.local(answer.atMs) });
  if (revokedAtMs !== null) return words.revoked(clock.local(revokedAtMs));
  return expiresAtMs <= Date.now() ? words.expired : words.open;
}

const labelOf = ({ lang }: Session, choice: string): string =>
  isChoice(choice) ? actionWords(lang).choice[choice] : choice;
