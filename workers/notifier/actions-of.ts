/** The links of a letter: one for each answer that the rules would take now, or one for all where there is little room. */
import type { Choice } from '../../contracts/act-from-notice/choices';
import { askedBy, standingOf, type Asked } from '../../contracts/act-from-notice/standing';
import type { Channel } from '../../contracts/channels';
import type { IssueState, Span } from '../../domain';
import { LINK_WITHIN_MS } from '../../domain/procedure/from-notice';
import type { Policies } from '../../domain/procedure/policies';
import { noticeId } from '../../messaging';
import {
  keepLinks,
  linkToken,
  tokenHash,
  type ClaimedDelivery,
  type Database,
  type MasterKeys,
  type NewLink,
} from '../../store';
import type { LetterAction } from '../channels';
import { actionWords } from '../../contracts/act-from-notice/words';
import { wantedBy } from './asking';
import { inBatches } from './in-batches';
import type { ActionsOf } from './letter';

export interface ActionsOptions {
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly database: Database;
  readonly masterKeys: () => MasterKeys | undefined;
  readonly policies: () => Promise<Pick<Policies, 'procedures'>>;
}

/** A call carries no link; in a text message or a group every further line costs. */
const ROOM: Readonly<Record<Channel, 'each' | 'one' | 'none'>> = {
  webhook: 'each',
  email: 'each',
  robot: 'one',
  sms: 'one',
  phone: 'none',
};

/** The links that it gives are kept before it resolves. */
export function actionsFrom({ publicUrl, database, masterKeys, policies }: ActionsOptions): ActionsOf {
  const keep = inBatches((links: readonly (readonly NewLink[])[]) => keepLinks(database, links.flat()));
  return async (delivery, lang) => {
    const room = ROOM[delivery.channel];
    const key = masterKeys()?.[0];
    if (room === 'none' || key === undefined) return [];
    const offers = offersOf(delivery, Date.now());
    if (offers.length === 0) return [];
    const expiresAtMs = Date.now() + withinOf(await policies(), delivery.state);
    const letter = noticeId({ ...delivery, seq: delivery.notice.seq });
    const made = offers
      .flatMap((offer) =>
        room === 'each' ? offer.choices.map((choice) => ({ ...offer, choices: [choice] })) : [offer],
      )
      .map((offer) => linkOf(delivery, offer, linkToken(key, letter, offer.choices), expiresAtMs));
    await keep(made.map(({ link }) => link));
    return made.map(({ link, token }) => actionOf(link, `${publicUrl}/act/${token}`, lang));
  };
}

interface Offered extends Asked {
  readonly choices: readonly Choice[];
}

/** What the notice asks of its recipient that they could answer now. */
function offersOf({ state, notice }: ClaimedDelivery, nowMs: number): readonly Offered[] {
  const asked = new Map<string, Asked>();
  for (const wait of wantedBy(state, notice)) {
    const one = askedBy(wait);
    if (one !== undefined) asked.set(`${one.question} ${one.about}`, one);
  }
  return [...asked.values()].flatMap((one) => {
    const standing = standingOf(state, notice.recipient, one, nowMs);
    return standing.kind === 'open' ? [{ ...one, choices: standing.choices }] : [];
  });
}

const withinOf = ({ procedures }: Pick<Policies, 'procedures'>, { rules }: IssueState): Span =>
  procedures.find(({ id, version }) => id === rules.procedure && version === rules.version)?.fromNotice?.withinMs ??
  LINK_WITHIN_MS;

function linkOf(
  { issue, recipient, channel, notice: { seq } }: ClaimedDelivery,
  { question, about, choices }: Offered,
  token: string,
  expiresAtMs: number,
): { readonly link: NewLink & Offered; readonly token: string } {
  const hash = tokenHash(token);
  if (hash === undefined) throw new Error('a token was made that has not the form of one');
  return { link: { hash, issue, seq, recipient, channel, question, about, choices, expiresAtMs }, token };
}

function actionOf({ question, choices }: Offered, url: string, lang: string): LetterAction {
  const words = actionWords(lang);
  const [only, ...more] = choices;
  const label = only !== undefined && more.length === 0 ? words.choice[only] : words.question[question];
  return { action: choices.join('+'), label, url };
}
