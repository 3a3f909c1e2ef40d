/** Issues through the gateway, over whatever carries the requests. */
import { randomUUID } from 'node:crypto';
import { DoorstepError } from '../../../contracts/errors';
import type { ServiceName } from '../../../contracts/services';
import type { CommandName, Explanation, Instant, IssueId, Span } from '../../../domain';
import { COMMAND_NAMES } from '../../../domain/kernel/command-fields';
import { checkedCommand } from '../bulk/check';
import { checkedReport } from '../checked-report';
import { digest, issueId } from '../ids';
import type {
  CallOptions,
  CommandOptions,
  IssueCommands,
  IssueCounts,
  IssueFacts,
  IssuePage,
  IssueReceipt,
  Issues,
  IssueSummary,
  ReadOptions,
  Said,
  TimelineItem,
} from '../issues';
import { follow } from '../reading/follow';
import { checkCount, checkedInstant, checkQuery, findAll, fitsNothing } from '../reading/query';
import { waitFor } from '../reading/wait';
import type { Pace } from '../reading/watch';
import { ask } from './ask';
import type { Carrier } from './carrier';
import { factsOf } from './facts';
import { gatewayBulk } from './bulk';
import { gatewayDuty } from './duty';
import { fieldsOf, type GatewayCountQuery, type GatewayQuery } from './fields';
import { recordOf } from './problem';

/** Issues as the gateway has them: it knows who asks, and what lies below a unit. */
export interface GatewayIssues extends Issues {
  find(query?: GatewayQuery, options?: CallOptions): Promise<IssuePage>;
  findAll(query?: Omit<GatewayQuery, 'cursor'>, options?: CallOptions): AsyncIterable<IssueSummary>;
  counts(query?: GatewayCountQuery, options?: CallOptions): Promise<IssueCounts>;
}

interface Reading {
  readonly signal?: AbortSignal | undefined;
  /** How long this read may take with all its retries; as the client is told when left out. */
  readonly budgetMs?: Span;
  readonly atMs?: Instant;
}

/** The instant that is asked for. */
const then = ({ atMs }: Pick<ReadOptions, 'atMs'>): object =>
  atMs === undefined ? {} : { at: checkedInstant('atMs', atMs) };

/** Of a timeline; fewer where so many would be more than an answer carries. */
const PAGE = 200;
/** Each look is a request, so that it looks less often by itself than who sits beside the database. */
const PACE: Pace = { shortestMs: 100, longestMs: 5_000, liveMs: 20_000 };

/** @param timeoutMs how long a call may take with all its retries */
export function gatewayClient(carrier: Carrier, timeoutMs: Span): GatewayIssues {
  const closing = new AbortController();
  const asking = { carrier, closing: closing.signal };
  const read = (service: ServiceName, fields: object, { signal, budgetMs = timeoutMs }: Reading, issue?: IssueId) =>
    ask(asking, { service, fields: { ...fields }, ...(issue === undefined ? {} : { issue }) }, { budgetMs, signal });

  const get = async (issue: IssueId, options: Reading = {}): Promise<IssueFacts> =>
    factsOf(await read('issue.read', then(options), options, issueId(issue)));
  const state = (issue: IssueId, options: Reading): Promise<IssueFacts | null> =>
    get(issue, options).catch((error: unknown) => {
      if (error instanceof DoorstepError && error.code === 'ISSUE_UNKNOWN') return null;
      throw error;
    });
  const find = async (query: GatewayQuery = {}, options: CallOptions = {}): Promise<IssuePage> => {
    checkQuery(query);
    if (fitsNothing(query)) return { issues: [] };
    return (await read('issue.list', fieldsOf(query), options)) as IssuePage;
  };
  const counts = async (query: GatewayCountQuery = {}, options: CallOptions = {}): Promise<IssueCounts> => {
    const kinds = checkCount(query);
    const { by: _by, ...filters } = query;
    if (fitsNothing(filters)) return { total: 0, by: Object.fromEntries(kinds.map((kind) => [kind, []])) };
    return (await read('issue.counts', { ...fieldsOf(filters), by: kinds.join(',') }, options)) as IssueCounts;
  };
  const timelineAfter = async (
    issue: IssueId,
    afterSeq: number,
    options: CallOptions,
  ): Promise<readonly TimelineItem[]> => {
    const all: TimelineItem[] = [];
    for (let after: number | undefined = afterSeq; after !== undefined;) {
      const from: number = after;
      const page = await asManyAsFit((limit) => read('issue.timeline', { after: from, limit }, options, issue));
      const { entries, next } = page as { entries: readonly TimelineItem[]; next?: number };
      all.push(...entries);
      after = next;
    }
    return all;
  };
  async function command(
    name: CommandName,
    issue: IssueId,
    payload: Said<CommandName>,
    { commandId = randomUUID(), occurredAtMs, ifSeq, timeoutMs: budgetMs = timeoutMs, signal }: CommandOptions = {},
  ): Promise<IssueReceipt> {
    const id = issueId(issue);
    // Each command is tied to its payload by its name; here any of them comes by.
    const said: object = checkedCommand(name, payload as never);
    const fields = { ...said, ...(occurredAtMs === undefined ? {} : { occurredAtMs }) };
    const asked = { service: `issue.command.${name}` as const, issue: id, fields, key: checkedId(commandId) };
    return receiptOf(
      await ask(asking, { ...asked, ...(ifSeq === undefined ? {} : { ifSeq }) }, { budgetMs, signal }),
      carrier.whom,
    );
  }
  const commands = Object.fromEntries(
    COMMAND_NAMES.map((name) => [
      name,
      (issue: IssueId, payload: Said<CommandName>, options?: CommandOptions) => command(name, issue, payload, options),
    ]),
  ) as unknown as IssueCommands;

  return {
    ...commands,
    report: async (input, { key, timeoutMs: budgetMs = timeoutMs, signal } = {}) => {
      const fields = { ...checkedReport(input) };
      const asked = { service: 'issue.report' as const, fields, key: key === undefined ? randomUUID() : headerOf(key) };
      return receiptOf(await ask(asking, asked, { budgetMs, signal }), carrier.whom);
    },
    get: (issue, options) => get(issue, options),
    explain: async (issue, options = {}) =>
      (await read('issue.explain', then(options), options, issueId(issue))) as Explanation,
    timeline: async (issue, options = {}) => timelineAfter(issueId(issue), 0, options),
    find,
    counts,
    duty: gatewayDuty(read),
    ...gatewayBulk(asking, timeoutMs),
    findAll: (query = {}, options = {}) => findAll(find, query, options),
    follow: (issue, options = {}) => {
      const id = issueId(issue);
      const { signal } = options;
      return follow(
        (seq) => timelineAfter(id, seq, signal === undefined ? {} : { signal }),
        (changed) => carrier.watch(id, changed),
        options,
        PACE,
      );
    },
    waitFor: (issue, until, options = {}) => {
      const id = issueId(issue);
      const { signal, timeoutMs: waitMs = 30_000 } = options;
      const deadlineMs = Date.now() + waitMs;
      // A gateway that is away is not waited for longer than the issue.
      const budgetMs = () => Math.min(timeoutMs, Math.max(1_000, deadlineMs - Date.now()));
      const reader = { state: (one: IssueId) => state(one, { budgetMs: budgetMs(), signal }) };
      return waitFor(reader, (changed) => carrier.watch(id, changed), id, until, options, { pace: PACE });
    },
    subscribe: ({ signal } = {}) => carrier.subscribe(signal, timeoutMs),
    close: async () => {
      closing.abort();
      await carrier.close();
    },
  };
}

/** Halves what is asked for as long as the answer would be too large to be carried. */
async function asManyAsFit<T>(page: (limit: number) => Promise<T>): Promise<T> {
  for (let limit = PAGE; ; limit = Math.floor(limit / 2)) {
    try {
      return await page(limit);
    } catch (error) {
      if (!(error instanceof DoorstepError) || error.code !== 'BODY_TOO_LARGE' || limit === 1) throw error;
    }
  }
}

function receiptOf(body: unknown, whom: string): IssueReceipt {
  const { issue, seq, stage, tier } = recordOf(body);
  if (typeof issue === 'string' && typeof seq === 'number' && typeof stage === 'string' && typeof tier === 'number')
    return { issue: issue as IssueId, seq, stage: stage as IssueReceipt['stage'], tier };
  throw new DoorstepError('SERVER_UNFIT', `${whom} answers, but not with the receipt of a gateway of Doorstep.`, {
    remedy: 'Check the address.',
  });
}

/** A header carries printable ASCII; any other key goes by its digest, which is the same wherever it is made. */
const headerOf = (key: string): string =>
  /^(?!")[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(key) && key.length <= 255 ? key : `k-${digest(key, 20)}`;

function checkedId(commandId: string): string {
  if (/^[A-Za-z0-9._~-]{1,128}$/.test(commandId)) return commandId;
  throw new DoorstepError('COMMAND_MALFORMED', 'A command id has 1 to 128 of A-Z, a-z, 0-9, ".", "_", "~" and "-".', {
    place: { field: 'commandId' },
  });
}
