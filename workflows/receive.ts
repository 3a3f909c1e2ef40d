/** The doors: one update per command with its validator, and `approve` and `reject` as plain signals. */
import {
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import {
  CATCH_UP_SIGNAL,
  FOLLOWER_SIGNAL,
  NOT_TOLD_SIGNAL,
  commandIdOf,
  OPEN_UPDATE,
  type CommandMeta,
  type Receipt,
} from '../contracts/workflow';
import {
  callersId,
  COMMAND_NAMES,
  decide,
  parseCommand,
  pendingApproval,
  refusedSignal,
  wantsStaffing,
  type Command,
  type CommandId,
  type CommandName,
  type Decision,
  type IssueState,
  type Refusal,
} from '../domain';
import type { Desk } from './desk';
import { givenFor } from './given';
import type { Job } from './job';
import { refusedBy } from './refusals';
import { takeFollower } from './group';
import { takeNotTold } from './not-told';
import { follow } from './rules-broke';
import { sameReport } from './same-report';

const SIGNALS = ['approve', 'reject'] as const satisfies readonly CommandName[];
type SignalCommand = Extract<Command, { type: (typeof SIGNALS)[number] }>;

export function receiveCommands(desk: Desk): void {
  setHandler(defineUpdate<Receipt, [unknown]>(OPEN_UPDATE), (report) => openReceipt(desk, report));
  for (const name of COMMAND_NAMES) {
    setHandler(
      defineUpdate<Receipt, [unknown, CommandMeta | undefined]>(name),
      (payload: unknown, meta: CommandMeta | undefined) => ask(desk, named(name, payload), meta, ownId()),
      {
        validator: (payload: unknown, meta: CommandMeta | undefined) =>
          validate(desk.stateAtRest, named(name, payload), meta),
      },
    );
  }
  setHandler(defineSignal(CATCH_UP_SIGNAL), () => desk.lookAtLog(), {
    description:
      'No data. Adopts what the log holds, should it have gone on without this workflow, and hands over what somebody has who is away.',
  });
  setHandler(defineSignal<[unknown]>(FOLLOWER_SIGNAL), (change) => takeFollower(desk, change), {
    description: 'For other issues only: one goes with this issue, or no longer does.',
  });
  setHandler(defineSignal<[unknown]>(NOT_TOLD_SIGNAL), (found) => takeNotTold(desk, found), {
    description: 'For the engine only: no channel reached anybody of the tier on duty.',
  });
  for (const name of SIGNALS) {
    setHandler(defineSignal<[unknown]>(name), (payload) => desk.submit(signalJob(name, payload, desk.receivedAtMs)), {
      description: `Data: {"by":"<person>"}, and if wanted "approval" and "reason". A refusal is kept in the timeline.`,
    });
  }
}

/** Answers once the issue is in the log. The same report again gets the same answer, another one is refused. */
async function openReceipt(desk: Desk, report: unknown): Promise<Receipt> {
  await condition(() => desk.stateOrNull !== null || desk.refusal !== null);
  if (desk.refusal !== null) throw desk.refusal;
  if (!sameReport(desk.state, report)) {
    throw ApplicationFailure.nonRetryable(`${desk.id} was opened by another report.`, 'REPORT_MISMATCH');
  }
  return desk.openReceipt();
}

async function ask(desk: Desk, command: Command, meta: CommandMeta | undefined, id: CommandId): Promise<Receipt> {
  const { receivedAtMs } = desk;
  let failed: ApplicationFailure | null = null;
  let answered: Receipt | null = null;
  desk.submit({
    what: command.type,
    actor: command.by,
    receivedAtMs,
    occurredAtMs: meta?.occurredAtMs,
    trace: meta?.trace,
    commandId: () => id,
    given: givenFor(command),
    decide: (state, nowMs, given) => {
      const impossible = refusedInstant(state, meta?.occurredAtMs) ?? movedOn(state, meta?.ifSeq);
      return impossible === null
        ? decide(state, command, nowMs, receivedAtMs, given)
        : { ok: false, refusal: impossible };
    },
    answer: (receipt) => (answered = receipt),
    fail: (failure) => (failed = failure),
  });
  await condition(() => answered !== null || failed !== null);
  if (failed !== null) throw failed as ApplicationFailure;
  return answered!;
}

/** Says no at the door, without a trace in the history, when a state that nothing is about to change already tells. */
function validate(state: IssueState | null, command: Command, meta: CommandMeta | undefined): void {
  const occurredAtMs = meta?.occurredAtMs;
  if (occurredAtMs !== undefined && !Number.isSafeInteger(occurredAtMs)) {
    throw ApplicationFailure.nonRetryable('occurredAtMs must be a whole number of milliseconds.', 'COMMAND_MALFORMED');
  }
  if (meta?.ifSeq !== undefined && !Number.isSafeInteger(meta.ifSeq)) {
    throw ApplicationFailure.nonRetryable('ifSeq must be the number of an event.', 'COMMAND_MALFORMED');
  }
  const impossible = refusedInstant(state, occurredAtMs);
  if (impossible !== null) throw refusedBy(impossible);
  const id = ownId();
  // Known by name: the desk gives the recorded answer, or says that the name stands for something else.
  if (state === null || state.recent.some((entry) => callersId(entry.id) === callersId(id))) return;
  const moved = movedOn(state, meta?.ifSeq);
  if (moved !== null) throw refusedBy(moved);
  // Nothing is looked up at the door, and rules that break are the desk's to put aside.
  if (givenFor(command) !== undefined) return;
  const decision = follow(() => decide(state, command, Date.now()));
  // Somebody may hold the post since the issue last asked: the desk looks.
  if (decision.ok && !decision.value.ok && !wantsStaffing(decision.value)) throw refusedBy(decision.value.refusal);
}

/** A command happened after its issue was opened and before now; nothing else can be put into its log. */
function refusedInstant(state: IssueState | null, occurredAtMs: number | undefined): Refusal | null {
  if (occurredAtMs === undefined) return null;
  if (occurredAtMs > Date.now() + CLOCK_SKEW_MS) {
    return { code: 'OCCURRED_IN_FUTURE', message: 'occurredAtMs must not be in the future.', allowed: [] };
  }
  if (occurredAtMs < (state?.openedAtMs ?? 0)) {
    return { code: 'COMMAND_MALFORMED', message: 'occurredAtMs must not be before the issue was opened.', allowed: [] };
  }
  return null;
}

/** Whoever commands has seen the issue as of an event, and it has gone on since. */
const movedOn = (state: IssueState, ifSeq: number | undefined): Refusal | null =>
  ifSeq === undefined || ifSeq === state.seq
    ? null
    : {
        code: 'PRECONDITION_FAILED',
        message: `${state.id} has moved on: its last event is ${state.seq}, not ${ifSeq}.`,
        allowed: [],
      };

/** The id of the update that is being served. */
function ownId(): CommandId {
  const id = commandIdOf(currentUpdateInfo()?.id ?? '');
  if (id !== null) return id;
  throw ApplicationFailure.nonRetryable(
    'An update id is 1 to 142 of A-Z, a-z, 0-9, ".", "_", "~" and "-", and not "open".',
    'COMMAND_MALFORMED',
  );
}

/** A sender's clock may run ahead of this one by so much before its instants are refused. */
const CLOCK_SKEW_MS = 5_000;

function named(name: CommandName, payload: unknown): Command {
  const parsed = parseCommand(name, payload);
  if (!parsed.ok) throw refusedBy(parsed.refusal);
  return parsed.command;
}

/**
 * A signal has no answer and no id of its own: its name in the log is what it decides, so that a step that runs twice
 * counts once, and a refusal is kept as an event for people to see.
 */
function signalJob(name: (typeof SIGNALS)[number], payload: unknown, receivedAtMs: number): Job {
  const parsed = parseCommand(name, payload);
  const by = parsed.ok ? parsed.command.by : (payload as { by?: unknown } | null)?.by;
  const decideSignal = (state: IssueState, nowMs: number): Decision =>
    parsed.ok ? decide(state, parsed.command, nowMs, receivedAtMs) : { ok: false, refusal: parsed.refusal };
  return {
    what: name,
    actor: parsed.ok ? parsed.command.by : 'signal',
    receivedAtMs,
    occurredAtMs: undefined,
    commandId: (state) => signalId(name, parsed.ok ? (parsed.command as SignalCommand) : null, state),
    decide: (state, nowMs) => {
      const decision = decideSignal(state, nowMs);
      return decision.ok ? decision : { ok: true, events: [refusedSignal(name, by, decision.refusal)] };
    },
    answer: () => undefined,
    fail: () => undefined,
  };
}

/**
 * What a signal decides names it, so that one which is served again after a crash meets what it decided itself; a refused
 * one is named by the state it met, so that the next refusal is kept too.
 */
function signalId(name: string, command: SignalCommand | null, state: IssueState): CommandId {
  const named = (by: string, what: string) => ['signal', name, by, what].join(':') as CommandId;
  const refusedId = named(command?.by ?? '?', `at-${state.seq}`);
  const meant = command?.approval ?? pendingApproval(state)?.id ?? state.approvals.at(-1)?.id;
  if (command === null || meant === undefined) return refusedId;
  const id = named(command.by, meant);
  const decidedIt = state.recent.some((entry) => entry.id === id);
  if (decidedIt) return id;
  const decision = follow(() => decide(state, command, Date.now()));
  return decision.ok && decision.value.ok ? id : refusedId;
}
