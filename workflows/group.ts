/**
 * Issues that go together. A follower tells its lead that it is there; a lead that has moved wakes its followers, and a
 * follower that was woken looks at its lead in the log. What gets lost on the way the safety net finds.
 */
import { getExternalWorkflowHandle } from '@temporalio/workflow';
import { CATCH_UP_SIGNAL, FOLLOWER_SIGNAL, workflowId, type FollowerChange } from '../contracts/workflow';
import { isId, type CommandId, type IssueId, type IssueState } from '../domain';
import { followerChange } from '../domain/capabilities/linking/follow';
import type { Desk } from './desk';
import { NOT_DUE } from './refusals';

type Seen = Pick<IssueState, 'stage' | 'tier' | 'link' | 'followers'>;
const ALONE: Pick<Seen, 'link' | 'followers'> = {};

export class Group {
  private before: Seen | null = null;

  constructor(private readonly desk: Desk) {}

  /** Tells the others what this issue has become since the last look. For an issue by itself it does nothing. */
  async tell(): Promise<void> {
    const { state } = this.desk;
    const before = this.before ?? { ...ALONE, stage: state.stage, tier: 0 };
    this.before = state;
    const lead = state.link?.lead;
    if (lead !== before.link?.lead) {
      if (before.link !== undefined) await this.follower(before.link.lead, false, state.seq);
      // Nobody is there to be followed: the log says what became of it.
      if (lead !== undefined && !(await this.follower(lead, true, state.seq))) this.desk.lookAtLog();
    }
    const { followers = [] } = state;
    const moved = state.stage !== before.stage || state.tier !== before.tier;
    const woken = moved ? followers : followers.filter((id) => !(before.followers ?? []).includes(id));
    for (const id of woken) await signalled(id, CATCH_UP_SIGNAL);
  }

  private follower(lead: IssueId, joins: boolean, seq: number): Promise<boolean> {
    const change: FollowerChange = { follower: this.desk.id, joins, seq };
    return signalled(lead, FOLLOWER_SIGNAL, change);
  }
}

/** False when it has no workflow: it is closed, or not open yet. */
const signalled = (id: IssueId, signal: string, ...args: readonly unknown[]): Promise<boolean> =>
  getExternalWorkflowHandle(workflowId(id))
    .signal(signal, ...args)
    .then(
      () => true,
      () => false,
    );

/** The lead keeps in its log who goes with it; anything that has not the form of such a change is dropped. */
export function takeFollower(desk: Desk, change: unknown): void {
  const { follower, joins, seq } = (change ?? {}) as Partial<FollowerChange>;
  if (!isId(follower) || typeof joins !== 'boolean' || !Number.isSafeInteger(seq) || follower === desk.id) return;
  desk.submit({
    what: FOLLOWER_SIGNAL,
    actor: 'engine',
    receivedAtMs: desk.receivedAtMs,
    commandId: () => `follower:${follower}:${joins ? 'joins' : 'leaves'}:${seq}` as CommandId,
    decide: (state) => {
      const events = followerChange(state, follower, joins);
      return events.length === 0 ? NOT_DUE : { ok: true, events };
    },
    answer: () => undefined,
    fail: () => undefined,
  });
}
