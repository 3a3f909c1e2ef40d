/** An issue as HTTP shows it: what is known of it, without the rules that it is bound to and the names of commands. */
import { z } from 'zod';
import { locationSchema } from '../../../contracts/commands';
import {
  APPROVAL_KINDS,
  knownLocation,
  nextWake,
  OUTCOMES,
  rulesName,
  SEVERITIES,
  STAGES,
  type Clock,
  type IssueState,
} from '../../../domain';
import { CLOCKS } from '../../../domain/kernel/clock';
import { instantSchema } from './answers';

const when = instantSchema.nullable();
const clock = z.object({
  sinceMs: instantSchema,
  dueAtMs: instantSchema.describe('The next instant at which it rings.'),
  round: z.int().describe('How often it has rung without an end to the wait.'),
});
const approval = z
  .object({
    id: z.string(),
    kind: z.enum(APPROVAL_KINDS),
    status: z.enum(['pending', 'approved', 'rejected', 'lapsed']),
    askedBy: z.string(),
    askedAtMs: instantSchema,
    reason: z.string(),
    extendByMs: z.int().optional(),
    untilMs: instantSchema.optional(),
    deciders: z.array(z.string()).describe('Who may decide.'),
    dueAtMs: instantSchema,
    remindAtMs: z
      .array(instantSchema)
      .optional()
      .describe('When whoever has not decided yet is told again, the earliest first.'),
    decidedBy: z.string().optional(),
    decidedAtMs: instantSchema.optional(),
  })
  .meta({ id: 'Approval' });

export const issueSchema = z
  .object({
    id: z.string(),
    seq: z.int().describe('The number of its last event: its ETag.'),
    stage: z.enum(STAGES),
    stageSinceMs: instantSchema,
    tier: z.int().describe('The rung of the ladder on duty; 1 is the first.'),
    tierSinceMs: instantSchema,
    text: z.string(),
    category: z.string(),
    severity: z.enum(SEVERITIES),
    unit: z.string(),
    reporter: z.string(),
    channel: z.string(),
    location: locationSchema.optional(),
    reportedAs: z
      .object({ category: z.string(), severity: z.enum(SEVERITIES) })
      .optional()
      .describe('What the reporter called it, where somebody called it something else since.'),
    procedure: z.string().describe('`<id>@<version>`'),
    assignee: z.string().nullable(),
    openedAtMs: instantSchema,
    dueAtMs: when.describe('The next instant at which something happens by itself.'),
    clocks: z.partialRecord(z.enum(CLOCKS), clock),
    suspendedUntilMs: when,
    handled: z.object({ by: z.string(), atMs: instantSchema, tier: z.int() }).nullable(),
    approvals: z.array(approval),
    closure: z.object({ outcome: z.enum(OUTCOMES), atMs: instantSchema }).nullable(),
    disputes: z.int(),
    reopenings: z.int(),
    reworks: z.int(),
    dispatchedTo: z.string().nullable().describe('The party that has it.'),
    parts: z.array(
      z.object({
        party: z.string(),
        reportedInBy: z.string().nullable(),
        finishedBy: z.string().nullable(),
        dueAtMs: when,
      }),
    ),
    returnedBy: z.array(z.string()),
    problem: z.object({ cause: z.enum(['reworks', 'units']), atMs: instantSchema }).nullable(),
    supervision: z.object({ by: z.string(), tier: z.int(), people: z.array(z.string()) }).nullable(),
    delegations: z.array(z.object({ from: z.string(), to: z.string(), untilMs: instantSchema })),
    leader: z.string().nullable().describe('The issue that it goes with.'),
    followers: z.array(z.string()).describe('Issues that go with it.'),
    quarantine: z
      .object({ sinceMs: instantSchema, what: z.string() })
      .nullable()
      .describe('Its rules can’t be followed; a migration lifts it.'),
  })
  .meta({ id: 'Issue' });
export type IssueView = z.infer<typeof issueSchema>;

export function issueView(state: IssueState): IssueView {
  const { report, suspension, dispatch, parts = [], link } = state;
  return {
    id: state.id,
    seq: state.seq,
    stage: state.stage,
    stageSinceMs: state.stageSinceMs,
    tier: state.tier,
    tierSinceMs: state.tierSinceMs,
    text: report.text,
    category: report.category,
    severity: report.severity,
    unit: report.unit,
    reporter: report.reporter,
    channel: report.channel,
    ...knownLocation(report),
    ...(state.reportedAs === undefined ? {} : { reportedAs: state.reportedAs }),
    procedure: rulesName(state.rules),
    assignee: state.assignee,
    openedAtMs: state.openedAtMs,
    dueAtMs: nextWake(state)?.atMs ?? null,
    clocks: Object.fromEntries(
      Object.entries(state.clocks).flatMap(([name, running]) => (running == null ? [] : [[name, clockView(running)]])),
    ),
    suspendedUntilMs: suspension?.untilMs ?? null,
    handled: state.handled,
    approvals: state.approvals.map(
      ({ deciders, remindAtMs, panels: _panels, votes: _votes, climbs: _climbs, ...rest }) => ({
        ...rest,
        deciders: [...deciders],
        ...(remindAtMs === undefined ? {} : { remindAtMs: [...remindAtMs] }),
      }),
    ),
    closure: state.closure,
    disputes: state.disputes,
    reopenings: state.reopenings,
    reworks: state.reworks ?? 0,
    dispatchedTo: dispatch?.party ?? null,
    parts: parts.map(({ party, reportedInBy, finishedBy, handle }) => ({
      party,
      reportedInBy,
      finishedBy,
      dueAtMs: handle?.dueAtMs ?? null,
    })),
    returnedBy: [...(state.returnedBy ?? [])],
    problem: state.problem ?? null,
    supervision:
      state.supervision === undefined ? null : { ...state.supervision, people: [...state.supervision.people] },
    delegations: [...(state.delegations ?? [])],
    leader: link?.lead ?? null,
    followers: [...(state.followers ?? [])],
    quarantine: state.quarantine ?? null,
  };
}

const clockView = ({ sinceMs, dueAtMs, round }: Clock) => ({ sinceMs, dueAtMs, round });
