/**
 * POST servicerequestupdates: what somebody says on the other side about a report of theirs. It becomes a comment of the
 * reporter; where its status says that they agree, disagree or take it back, and the rules allow it, it becomes that.
 */
import { DoorstepError } from '../../../contracts/errors';
import type { Receipt } from '../../../contracts/workflow';
import { callersId, type CommandName, type IssueState } from '../../../domain';
import { open311Request, readLog, saidHashes, type MasterKeys } from '../../../store';
import { principalName, type Principal } from '../identity/principal';
import type { Asked, Open311 } from './context';
import { badRequest, notFound, wrongKey } from './errors';
import { LONGEST_TEXT } from './fields';
import { list, type List } from './format';
import { dateIn, type Parameters } from './parameters';
import { mediaUrlIn } from './report';
import { MEDIA_KIND } from './requests';
import { updateId } from './updates';
import { WORDS } from './words';

type Doing = 'confirm' | 'dispute' | 'reopen' | 'withdraw' | 'comment';

/**
 * Answers once it is stored; the same update again (by its `update_id`, else by all that it says) gives the same answer.
 * Throws 403 without a key, 404 for an unknown request, 400 naming all that is missing, or why the rules refuse it.
 */
export async function postUpdate(open311: Open311, { parameters }: Asked, by: Principal): Promise<List> {
  if (by.kind === 'anonymous') throw wrongKey('An api_key was not provided.');
  const said = saidIn(parameters);
  const { gateway } = open311;
  const row = await open311Request(gateway.database, said.id);
  if (row === null) throw notFound('The service_request_id that was provided was not found.');
  const { state } = row;
  const answer = (seq: number): List => list('request_update', [{ update_id: updateId(state.id, seq) }]);

  const names = namesOf(gateway.masterKeys(), parameters, by);
  const [name] = names;
  const known = await recorded(open311, state, names);
  if (known !== undefined) return answer(known);
  const doing = doingOf(state, said);
  await gateway.access.authorize(by, `issue.command.${doing}`, { issue: state, person: state.report.reporter });
  return answer((await give(open311, state, doing, said, name)).seq);
}

interface Said {
  readonly id: string;
  readonly status: string;
  readonly text: string | undefined;
  readonly mediaUrl: string | undefined;
  readonly atMs: number | undefined;
}

function saidIn(parameters: Parameters): Said {
  const problems: string[] = [];
  const id = parameters.one('service_request_id');
  if (id === undefined) problems.push('service_request_id was not provided.');
  const status = parameters.one('status')?.toUpperCase().replaceAll(' ', '_') ?? '';
  const text = parameters.one('description');
  const mediaUrl = mediaUrlIn(parameters, problems);
  if (status === '' && text === undefined && mediaUrl === undefined)
    problems.push('Neither a status nor a description was provided.');
  if ((text?.length ?? 0) > LONGEST_TEXT) problems.push(`description is longer than ${LONGEST_TEXT} characters.`);
  if (problems.length > 0) throw badRequest(...problems);
  return { id: id ?? '', status, text, mediaUrl, atMs: dateIn(parameters, 'updated_datetime') };
}

const AGREES: ReadonlySet<string> = new Set(['CLOSED', 'FIXED']);

/**
 * OPEN comes with every comment on what its sender takes for open: it disagrees only when it was said after the reporter was
 * asked, or after the end.
 */
export function doingOf(state: IssueState, { status, atMs }: Pick<Said, 'status' | 'atMs'>): Doing {
  const isClosed = state.stage === 'closed';
  const disagrees = status === 'REOPEN' || (status === 'OPEN' && (atMs ?? Infinity) >= wholeSecondOf(state));
  if (state.stage === 'confirming') {
    if (AGREES.has(status)) return 'confirm';
    if (disagrees) return 'dispute';
  }
  if (isClosed && disagrees) return 'reopen';
  return !isClosed && status === 'CANCELLED' ? 'withdraw' : 'comment';
}

const wholeSecondOf = ({ stageSinceMs }: IssueState): number => Math.floor(stageSinceMs / 1_000) * 1_000;

async function give(
  { gateway: { doorstep }, settings }: Open311,
  { id, report: { reporter: by } }: IssueState,
  doing: Doing,
  { text, mediaUrl, status, atMs }: Said,
  name: string,
): Promise<Receipt> {
  const { noReason, media } = WORDS[settings.lang];
  const evidence = mediaUrl === undefined ? [] : [{ kind: MEDIA_KIND, ref: mediaUrl }];
  const occurredAtMs = atMs === undefined || atMs > Date.now() ? {} : { occurredAtMs: atMs };
  const options = { commandId: name, ...occurredAtMs };
  const comment = (commandId: string): Promise<Receipt> =>
    doorstep.comment(
      id,
      { by, text: text ?? (mediaUrl === undefined ? status : media), evidence },
      { ...options, commandId },
    );
  switch (doing) {
    case 'comment':
      return comment(name);
    case 'confirm':
      // To agree takes no words; those that were said stand before it.
      if (text !== undefined || mediaUrl !== undefined) await comment(`${name}.text`);
      return doorstep.confirm(id, { by }, options);
    case 'dispute':
      if (mediaUrl !== undefined) await comment(`${name}.text`);
      return doorstep.dispute(id, { by, reason: text ?? noReason.disputed }, options);
    case 'withdraw':
      return doorstep.withdraw(id, { by, reason: text ?? noReason.withdrawn }, options);
    case 'reopen':
      return doorstep.reopen(id, { by, reason: text ?? noReason.reopened }, options);
    default:
      throw new DoorstepError('UNEXPECTED', `Nothing is known of ${doing satisfies never as CommandName}.`);
  }
}

/** Digests: ids of others may hold anything, and stand in the log for good; words stand there under a key only. */
export function namesOf(
  masters: MasterKeys | undefined,
  parameters: Parameters,
  by: Principal,
): readonly [string, ...string[]] {
  const theirs = parameters.one('update_id');
  const named = (hash: Buffer): string => `open311.${hash.toString('hex').slice(0, 32)}`;
  const [first, ...others] =
    theirs === undefined
      ? saidHashes('update', masters, `${principalName(by)}\n${parameters.canonical}`)
      : saidHashes(
          'update',
          undefined,
          `${principalName(by)}\n${JSON.stringify([parameters.one('service_request_id'), theirs])}`,
        );
  return [named(first), ...others.map(named)];
}

/** Where the log holds what came of it, when it came before. What was begun and not ended is begun again. */
async function recorded(
  { gateway }: Open311,
  { id }: IssueState,
  names: readonly string[],
): Promise<number | undefined> {
  const log = await readLog(gateway.database, id);
  return log.findLast(({ commandId }) => names.includes(callersId(commandId) ?? ''))?.seq;
}
