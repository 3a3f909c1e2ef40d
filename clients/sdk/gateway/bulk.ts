/** Many issues through the gateway: a part of them each request, all under one name, so that each command counts once. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ErrorCode } from '../../../contracts/error-codes';
import type { Payload } from '../../../contracts/commands';
import { DoorstepError } from '../../../contracts/errors';
import type { CommandName, IssueId, Span } from '../../../domain';
import { checkedCommand, checkedIssues } from '../bulk/check';
import { bulkOf, unaccepted, type BulkResult, type Foretold } from '../bulk/result';
import { bulkId as checkedId, newBulkId } from '../ids';
import type { Issues } from '../issues';
import { backoffMs, left } from '../persist';
import { ask, type Asking } from './ask';
import { PASSES, recordOf } from './problem';

/** So many that answers come soon and a stop is heard, so few requests that they cost little beside the commands. */
const PART = 32;
/** The gateway answers within 16 s; asked again sooner, it would do the same part twice at a time. */
const ANSWER_WITHIN_MS = 20_000;
/** What the gateway takes at once. */
const FORETOLD_PART = 100;

export const gatewayBulk = (asking: Asking, timeoutMs: Span): Pick<Issues, 'bulk' | 'foretell'> => ({
  bulk: (name, issues, payload, options = {}) => {
    const { bulkId = newBulkId(), signal, occurredAtMs, timeoutMs: budgetMs = timeoutMs } = options;
    const id = checkedId(bulkId);
    const all = checkedIssues(issues);
    const said: object = checkedCommand(name, payload as Payload<typeof name>);
    const fields = { command: name, payload: { ...said, ...(occurredAtMs === undefined ? {} : { occurredAtMs }) } };
    const run = { asking, id, fields, budgetMs, signal };
    return bulkOf({ id, command: name, issues: all.length }, async function* (answered) {
      for (let begin = 0; begin < all.length && signal?.aborted !== true; begin += PART) {
        const results = await runPart(run, all.slice(begin, begin + PART));
        for (const result of results) answered(result);
        yield* results;
      }
    });
  },
  foretell: (name, issues, payload, { bulkId } = {}) => {
    const all = checkedIssues(issues);
    const fields = { command: name, payload: checkedCommand(name, payload as Payload<typeof name>) };
    const key = bulkId === undefined ? {} : { key: checkedId(bulkId) };
    return foretold(asking, fields, all, key, timeoutMs);
  },
});

interface Run {
  readonly asking: Asking;
  readonly id: string;
  readonly fields: { readonly command: CommandName; readonly payload: object };
  readonly budgetMs: Span;
  readonly signal: AbortSignal | undefined;
}

/**
 * Asks for those again that were not begun or got no answer, as a single command is asked again; the gateway begins at least
 * one each time. What was asked for is waited for whatever the signal says.
 */
async function runPart(
  { asking, id, fields, budgetMs, signal }: Run,
  issues: readonly IssueId[],
): Promise<readonly BulkResult[]> {
  const beganMs = Date.now();
  const answers = new Map<IssueId, BulkResult>();
  for (let count = 0, open = issues; ; count += 1) {
    const asked = { service: 'bulk.run' as const, fields: { ...fields, issues: open }, key: id };
    const results = await ask(asking, asked, { budgetMs: left(budgetMs, beganMs), attemptMs: ANSWER_WITHIN_MS })
      .then((body) => resultsIn<BulkResult | Unsent>(body, asking.carrier.whom))
      .catch((error: unknown) => open.map((issue) => unaccepted(issue, error, () => isRefusal(error))));
    for (const result of results) if (result.outcome !== 'unsent') answers.set(result.issue, result);
    open = issues.filter((issue) => isOpen(answers.get(issue)));
    const waitMs = backoffMs(count);
    if (open.length === 0 || signal?.aborted === true) break;
    if (Date.now() + waitMs >= beganMs + budgetMs) {
      for (const issue of open) if (!answers.has(issue)) answers.set(issue, unaccepted(issue, outOfTime()));
      break;
    }
    await pause(waitMs, undefined, { signal: asking.closing }).catch(() => undefined);
  }
  return issues.flatMap((issue) => answers.get(issue) ?? []);
}

interface Unsent {
  readonly issue: IssueId;
  readonly outcome: 'unsent';
}

const MAY_PASS: ReadonlySet<ErrorCode> = new Set(['NO_ANSWER', 'SERVER_AWAY']);
const isOpen = (result: BulkResult | undefined): boolean =>
  result === undefined || (result.outcome === 'failed' && MAY_PASS.has(result.code));

const outOfTime = (): DoorstepError => new DoorstepError('NO_ANSWER', 'It was not begun within the time of the bulk.');

/** The whole request was refused: by who asks, or by what is asked. */
function isRefusal(error: unknown): boolean {
  const status = error instanceof DoorstepError ? error.details?.['status'] : undefined;
  return typeof status === 'number' && status < 500 && !PASSES.has(status);
}

async function* foretold(
  asking: Asking,
  fields: object,
  issues: readonly IssueId[],
  key: { readonly key?: string },
  budgetMs: Span,
): AsyncGenerator<Foretold> {
  for (let begin = 0; begin < issues.length; begin += FORETOLD_PART) {
    const part = { ...fields, issues: issues.slice(begin, begin + FORETOLD_PART) };
    const body = await ask(asking, { service: 'bulk.foretell', fields: part, ...key }, { budgetMs });
    yield* resultsIn<Foretold>(body, asking.carrier.whom);
  }
}

function resultsIn<R>(body: unknown, whom: string): readonly R[] {
  const { results } = recordOf(body);
  if (Array.isArray(results)) return results as readonly R[];
  throw new DoorstepError('SERVER_UNFIT', `${whom} answers, but not with the results of a gateway of Doorstep.`, {
    remedy: 'Check the address.',
  });
}
