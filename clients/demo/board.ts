/** Where every issue stands, told by the events that come over NATS: what the live view shows. */
import type { PublishedEvent } from '../../contracts/published-event';
import { STAGES, type Recorded, type Report, type Stage } from '../../domain';
import type { CloudEvent } from '../../messaging';
import type { Doorstep } from '../sdk';

export interface Standing {
  readonly seq: number;
  readonly stage: Stage;
  /** The rung's role, for example `grid-worker`; ladders of different matters have different lengths. */
  readonly role: string;
}

/** An event in its place, as NATS tells of it. */
type Heard = Pick<Recorded, 'seq' | 'actor' | 'occurredAtMs'> & { readonly event: PublishedEvent };

export interface Told {
  readonly issue: string;
  readonly actor: string;
  readonly atMs: number;
  readonly event: PublishedEvent;
}

/** What the view says a matter is about. */
type Matter = Pick<Report, 'category' | 'unit'>;

const SHOWN = 12;

export class Board {
  private readonly standings = new Map<string, Standing>();
  private readonly ladders = new Map<string, readonly string[]>();
  private readonly matters = new Map<string, Matter>();
  readonly latest: Told[] = [];
  events = 0;

  constructor(private readonly onEvent: (told: Told) => void = () => undefined) {}

  /** Listens until the signal; resolves once nothing from now on is missed. */
  async follow(doorstep: Doorstep, signal: AbortSignal): Promise<void> {
    const events = doorstep.subscribe({ since: 'new', signal });
    await events.ready;
    void this.hear(events).catch(() => undefined);
  }

  enter(issue: string, { seq, actor, occurredAtMs, event }: Heard): void {
    const before = this.standings.get(issue);
    if (event.type === 'opened') {
      this.ladders.set(
        issue,
        event.rules.tiers.map(({ role }) => role),
      );
      this.matters.set(issue, event.report);
    }
    this.events += 1;
    // Events come at least once, and after an outage not always in their order.
    if (before !== undefined && before.seq >= seq) return;
    this.standings.set(issue, {
      seq,
      stage: stageAfter(event) ?? before?.stage ?? 'open',
      role: this.roleAfter(issue, event) ?? before?.role ?? '',
    });
    const told = { issue, actor, atMs: occurredAtMs, event };
    this.latest.unshift(told);
    this.latest.length = Math.min(this.latest.length, SHOWN);
    this.onEvent(told);
  }

  /** How many issues with this role stand in each stage. */
  count(role?: string): Readonly<Record<Stage, number>> {
    const counts = Object.fromEntries(STAGES.map((stage) => [stage, 0])) as Record<Stage, number>;
    for (const standing of this.standings.values())
      if (role === undefined || standing.role === role) counts[standing.stage] += 1;
    return counts;
  }

  matterOf(issue: string): Matter | undefined {
    return this.matters.get(issue);
  }

  roleAt(issue: string, tier: number): string | undefined {
    return this.ladders.get(issue)?.[tier - 1];
  }

  get issues(): number {
    return this.standings.size;
  }

  private async hear(events: AsyncIterable<CloudEvent>): Promise<void> {
    for await (const { subject, seq, actor, occurredat, type, data } of events) {
      this.enter(subject, {
        seq,
        actor,
        occurredAtMs: Date.parse(occurredat),
        event: { type: type.split('.')[1], ...data } as PublishedEvent,
      });
    }
  }

  private roleAfter(issue: string, event: PublishedEvent): string | undefined {
    const tier = tierAfter(event);
    return tier === undefined ? undefined : this.roleAt(issue, tier);
  }
}

function tierAfter(event: PublishedEvent): number | undefined {
  if (event.type === 'opened') return 1;
  if (event.type === 'escalated') return event.toTier;
  return event.type === 'reopened' || event.type === 'followed' || event.type === 'rules-changed'
    ? event.tier
    : undefined;
}

/** Where an event leaves the issue whatever it says. */
const LEADS_TO: Readonly<Partial<Record<PublishedEvent['type'], Stage>>> = {
  verified: 'open',
  escalated: 'open',
  reopened: 'open',
  dispatched: 'open',
  returned: 'open',
  'acknowledgement-expired': 'open',
  acknowledged: 'handling',
  resumed: 'handling',
  'check-failed': 'handling',
  suspended: 'suspended',
  checked: 'confirming',
  linked: 'linked',
  closed: 'closed',
};

/** Where an event leaves the issue; undefined where it stays. */
function stageAfter(event: PublishedEvent): Stage | undefined {
  if (event.type === 'opened') return event.verify === undefined ? 'open' : 'verifying';
  if (event.type === 'handled') return event.check === undefined ? 'confirming' : 'checking';
  if (event.type === 'followed') return event.confirm === undefined ? 'linked' : 'confirming';
  if (event.type === 'unlinked') return event.acknowledge === undefined ? 'handling' : 'open';
  return LEADS_TO[event.type];
}
