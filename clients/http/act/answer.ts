/** What a link leads to: looked at without changing anything, or used. */
import { CHOICES, commandOf, isChoice, LONGEST_WORDS, type Choice } from '../../../contracts/act-from-notice/choices';
import { standingOf, type Asked } from '../../../contracts/act-from-notice/standing';
import { DoorstepError } from '../../../contracts/errors';
import { needsIdentity } from '../../../domain/procedure/from-notice';
import { REFUSALS, type Command, type IssueId, type IssueState, type RefusalCode } from '../../../domain';
import {
  findLink,
  logAccess,
  noteRefusal,
  readLog,
  recordReceipts,
  spendLink,
  tokenHash,
  type Access,
  type ActionLink,
} from '../../../store';
import type { Receipt } from '../../../contracts/workflow';
import type { Gateway } from '../gateway';
import { principalName, type Principal } from '../identity/principal';
import { callOf } from '../routes/command-bodies';
import { answeredBefore, commandIdFrom, type Answer } from './command-id';
import { toldFrom } from './told';
import type { Known, View } from './view';

export type Desk = Pick<Gateway, 'doorstep' | 'database' | 'words' | 'place' | 'log'>;

/** Shows what is asked. Changes nothing, however often it is opened, by whomever: mail scanners open links. */
export async function look(desk: Desk, token: string, principal: Principal): Promise<View> {
  const met = await meet(desk, token, principal);
  if ('kind' in met) return met;
  return seen(desk, met.known, principal);
}

/** Answers, once. Said again, also after a crash, it is the same answer. @param words as they were typed */
export async function answer(
  desk: Desk,
  token: string,
  { choice, words }: { readonly choice: string; readonly words: string },
  principal: Principal,
): Promise<View> {
  const met = await meet(desk, token, principal);
  if ('kind' in met) return met;
  const view = await seen(desk, met.known, principal);
  // Answered, and the process that was about to note it was killed.
  if (view.kind === 'done') return noted(desk, view);
  if (view.kind !== 'ask') return view;
  if (!isChoice(choice) || !view.choices.includes(choice)) return { kind: 'malformed' };
  const said = words.replaceAll('\r\n', '\n').trim();
  const isWrong = said.length > LONGEST_WORDS || (said === '' && CHOICES[choice].words === 'required');
  if (isWrong) return { ...view, wrong: { choice, words } };
  return decided(desk, met.known, choice, CHOICES[choice].words === 'none' ? '' : said);
}

/** The link, unless it is nobody's, over, or in the hand of somebody else. */
async function meet(desk: Desk, token: string, principal: Principal): Promise<View | { readonly known: Known }> {
  const hash = tokenHash(token);
  const link = hash === undefined ? undefined : await findLink(desk.database, hash);
  if (link === undefined) return { kind: 'unknown' };
  const { issue, seq, question, recipient } = link;
  if (principal.kind === 'person' && principal.id !== recipient) {
    const by = principalName(principal);
    desk.log.warn({ issue, seq, question, recipient, by }, 'a link was used by somebody else who is signed in');
    await logAccess(desk.database, [refusalOf(by, link)]);
    return { kind: 'somebody-else', person: principal.id };
  }
  const state = await desk.doorstep.get(issue);
  const known: Known = { link, question: question as Asked['question'], state };
  if (link.answer !== null) return { kind: 'done', ...known, ...answerOf(link.answer), repeated: true };
  if (link.revokedAtMs !== null) return { kind: 'revoked', ...known };
  if (link.expiresAtMs <= Date.now()) return { kind: 'expired', ...known };
  return { known };
}

const refusalOf = (who: string, { issue }: ActionLink): Access => ({
  who,
  operation: 'notices.act',
  subject: `issue:${issue}`,
  outcome: 'refused',
  reason: 'link-of-another',
  requestId: null,
});

const answerOf = ({ choice, atMs }: Answer) => ({ choice: choice as Choice, atMs });

async function seen(desk: Desk, known: Known, principal: Principal): Promise<View> {
  const { link, question, state } = known;
  const person = link.recipient;
  const standing = standingOf(
    state,
    person,
    { question, about: link.about },
    Date.now(),
    link.choices.filter(isChoice),
  );
  if (standing.kind === 'settled') {
    const before = await answeredBefore(desk.database, link);
    if (before !== undefined) return { kind: 'done', ...known, ...answerOf(before), repeated: true };
    return { kind: 'settled', ...known, ...(standing.code === undefined ? {} : { code: standing.code }) };
  }
  const { wait, choices } = standing;
  const isProven = proves(principal, link);
  if (!isProven && (await asksWho(desk, known, wait.question?.kind)))
    return { kind: 'sign-in', ...known, wait, choices };
  const events = await desk.words.read(link.issue, await readLog(desk.database, link.issue));
  return { kind: 'ask', ...known, wait, choices, told: toldFrom(state, question, link.about, events) };
}

/** By a session or a token of their own: a key may be in the hands of a program. */
const proves = (principal: Principal, { issue, recipient }: ActionLink): boolean =>
  (principal.kind === 'person' && principal.via !== 'key' && principal.id === recipient) ||
  (principal.kind === 'tracker' && principal.id === recipient && principal.issue === issue);

/** In a group everybody reads the link; and some questions are put to one person and nobody else. */
async function asksWho({ place }: Desk, { link, question, state }: Known, kind: Parameters<typeof needsIdentity>[2]) {
  if (link.channel === 'robot') return true;
  const { procedures } = await place.at(Date.now());
  const { procedure, version } = state.rules;
  const found = procedures.find((one) => one.id === procedure && one.version === version);
  return needsIdentity(found?.fromNotice ?? {}, question, kind);
}

async function decided(desk: Desk, known: Known, choice: Choice, words: string): Promise<View> {
  const { link } = known;
  const command = commandOf(choice, link.recipient, link.about, words);
  try {
    await send(desk, link.issue, command, commandIdFrom(link, choice));
  } catch (error) {
    return refused(desk, known, error);
  }
  const before = await answeredBefore(desk.database, link);
  return noted(
    desk,
    { kind: 'done', ...known, choice, atMs: before?.atMs ?? Date.now(), repeated: false },
    before?.seq,
  );
}

const send = ({ doorstep }: Desk, issue: IssueId, { type, ...payload }: Command, commandId: string): Promise<Receipt> =>
  callOf(doorstep, type)(issue, payload, { commandId });

const isRefusal = (code: string): code is RefusalCode => (REFUSALS as readonly string[]).includes(code);

/** Somebody was quicker, perhaps the same person with the other link, or in another tab. */
async function refused(desk: Desk, known: Known, error: unknown): Promise<View> {
  if (!(error instanceof DoorstepError) || !isRefusal(error.code)) throw error;
  const before = await answeredBefore(desk.database, known.link);
  if (before !== undefined)
    return noted(desk, { kind: 'done', ...known, ...answerOf(before), repeated: true }, before.seq);
  await noteRefusal(desk.database, known.link);
  const state: IssueState = await desk.doorstep.get(known.link.issue);
  return { kind: 'settled', ...known, state, code: error.code };
}

/** The answer counts by now. That the notice was acted on is noted after it, again and again until it is. */
async function noted(desk: Desk, view: View & { kind: 'done' }, seq?: number): Promise<View> {
  const { link, choice, atMs } = view;
  const { issue, recipient, channel } = link;
  if (link.answer !== null) return view;
  try {
    const receipt = { issue, seq: link.seq, recipient, channel, state: 'acted' as const, atMs };
    await recordReceipts(desk.database, [receipt]);
    // Last: a link that is used up is not looked at again.
    const answeredSeq = seq ?? (await answeredBefore(desk.database, link))?.seq;
    if (answeredSeq !== undefined) await spendLink(desk.database, link, { choice, atMs, seq: answeredSeq });
  } catch (error) {
    desk.log.warn(
      { err: error, issue, seq: link.seq },
      'an answer counts, and that its link was used could not be noted',
    );
  }
  return view;
}
