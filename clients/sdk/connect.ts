/** Puts a client together. Each server is connected to when it is first needed, and found again when it comes back. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Payload } from '../../contracts/commands';
import { SpanKind, traced } from '../../contracts/tracing';
import { DoorstepError } from '../../contracts/errors';
import { COMMAND_NAMES, explain, type IssueId, type IssueState } from '../../domain';
import { runBulk } from './bulk/bulk';
import { foretell } from './bulk/foretell';
import { directoryClient } from './directory';
import { channelsClient } from './channels';
import { peopleClient } from './people';
import type { Commands, Doorstep } from './doorstep';
import { issueId, personId } from './ids';
import { dutyClient } from './duty/from-place';
import type { CommandOptions, ReadOptions, TimelineItem } from './issues';
import { inbox, lazyLive, receipt, subscribe, watch } from './live';
import { settingsOf, type DoorstepOptions } from './options';
import { fromDatabase, lazyDatabase } from './reading/from-database';
import { fromWorkflow } from './reading/from-workflow';
import { follow } from './reading/follow';
import { checkedInstant, findAll } from './reading/query';
import { select } from './reading/select';
import { waitFor } from './reading/wait';
import { sumUpWith } from './resumed';
import { doorOf } from './door';
import { command, signal } from './temporal/command';
import { frontDeskOf } from './temporal/front-desk';
import { lazyEngine } from './temporal/connection';
import { report } from './temporal/report';
import { unlessAborted } from './within';

/** What goes on behind answers is mostly over by then, and is nobody's loss where it is not. */
const CLOSE_WITHIN_MS = 2_000;

/**
 * Connects to a running Doorstep: without options to the one that the environment or the data folder names.
 * Throws DoorstepError STACK_NOT_RUNNING when neither does. Servers are contacted at the first call that needs them.
 */
export async function connectDoorstep(options: DoorstepOptions = {}): Promise<Doorstep> {
  const settings = settingsOf(options);
  const { timeoutMs } = settings;
  const engine = lazyEngine(settings);
  const database = settings.databaseUrl === undefined ? null : lazyDatabase(settings.databaseUrl, settings.masterKeys);
  const door = doorOf(database, timeoutMs);
  const live = lazyLive(settings);
  const reader = database === null ? fromWorkflow(engine, timeoutMs) : fromDatabase(database, timeoutMs);
  const hasDesk = database !== null && settings.natsUrl !== undefined;
  const reporting = {
    engine,
    door,
    frontDesk: frontDeskOf(hasDesk ? live : undefined),
    behind: new Set<Promise<unknown>>(),
  };
  const target = { engine, door, sumUp: sumUpWith((issue) => reader.state(issue)) };

  const known = async (issue: IssueId, { atMs, signal: given }: ReadOptions = {}): Promise<IssueState> => {
    const id = issueId(issue);
    const found = atMs === undefined ? reader.state(id) : reader.stateAt(id, checkedInstant('atMs', atMs));
    return (await unlessAborted(given, found)) ?? unknownIssue(id, atMs);
  };
  const watching = (id: IssueId) => (changed: () => void) =>
    watch(settings.natsUrl === undefined ? null : live, id, changed);
  const find: Doorstep['find'] = async (query = {}, more = {}) => unlessAborted(more.signal, reader.find(query));
  const commands = Object.fromEntries(
    COMMAND_NAMES.map((name) => [
      name,
      (issue: IssueId, payload: Payload<typeof name>, more: CommandOptions = {}) =>
        traced(`command ${name}`, { kind: SpanKind.CLIENT, attributes: { 'doorstep.issue': issue } }, () =>
          command(target, more.timeoutMs ?? timeoutMs, name, issue, payload, more),
        ),
    ]),
  ) as unknown as Commands;

  return {
    ...commands,
    report: (input, more = {}) =>
      traced('report', { kind: SpanKind.CLIENT }, () => report(reporting, more.timeoutMs ?? timeoutMs, input, more)),
    signalApprove: (issue, payload) => signal(target, timeoutMs, 'approve', issue, payload),
    signalReject: (issue, payload) => signal(target, timeoutMs, 'reject', issue, payload),
    get: known,
    list: (filter = {}) => reader.list(filter),
    select: (filter = {}) => select(reader, filter),
    bulk: (name, issues, payload, more = {}) =>
      runBulk(
        (issue, said, options) => command(target, more.timeoutMs ?? timeoutMs, name, issue, said, options),
        name,
        issues,
        payload as Payload<typeof name>,
        more,
      ),
    foretell: (name, issues, payload, more = {}) =>
      foretell(reader, name, issues, payload as Payload<typeof name>, more, door.known),
    find,
    counts: async (query = {}, more = {}) => unlessAborted(more.signal, reader.counts(query)),
    duty: dutyClient(database, timeoutMs, settings.policies),
    findAll: (query = {}, more = {}) => findAll(find, query, more),
    explain: async (issue, more) => explain(await known(issue, more)),
    timeline: async (issue, more = {}) => {
      const items = await unlessAborted(more.signal, reader.timeline(issueId(issue)));
      return items.length === 0 ? unknownIssue(issue) : items;
    },
    follow: (issue, more = {}) => {
      const id = issueId(issue);
      let isKnown = false;
      const readAfter = async (seq: number): Promise<readonly TimelineItem[]> => {
        if (!isKnown) await known(id);
        isKnown = true;
        return reader.timeline(id, seq);
      };
      return follow(readAfter, watching(id), more);
    },
    verifyChain: async (issue) => {
      const verified = await reader.verifyChain(issueId(issue));
      return verified.events === 0 && verified.brokenAtSeq === null ? unknownIssue(issue) : verified;
    },
    waitFor: (issue, until, more = {}) => {
      const id = issueId(issue);
      const waits = (state: IssueState) => explain(state).waits.map((wait) => wait.what);
      return waitFor(reader, watching(id), id, until, more, { waits });
    },
    subscribe: (filter = {}) => subscribe(live, filter),
    inbox: (person, more = {}) => inbox(live, personId(person), more),
    directory: directoryClient(database, timeoutMs),
    channels: channelsClient(database, timeoutMs),
    people: peopleClient({ opened: database, live, timeline: (issue) => reader.timeline(issue), budgetMs: timeoutMs }),
    receipt: (notice, state = 'read') => receipt(live, notice, state),
    close: async () => {
      await Promise.race([Promise.all(reporting.behind), pause(CLOSE_WITHIN_MS, undefined, { ref: false })]);
      await Promise.all([engine.close(), live.close(), database?.close()]);
    },
  };
}

function unknownIssue(issue: IssueId, atMs?: number): never {
  throw new DoorstepError(
    'ISSUE_UNKNOWN',
    `There is no issue ${issue}${atMs === undefined ? '' : ' at that instant'}.`,
  );
}
