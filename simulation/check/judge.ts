/** Reads a history once and lets every check look at it. */
import type { IssueEvent, IssueRules, Report } from '../../domain';
import type { Trace, Turn } from '../trace';
import type { Broken, Check, Say } from './check';
import { checks } from './checks';
import { Sight } from './sight';

type OnEvent = (before: Sight, event: IssueEvent, turn: Turn, say: Say) => void;
interface Ear {
  readonly check: Check;
  readonly hear: OnEvent;
}

const onEvent = checks.filter((check): check is Check & Required<Pick<Check, 'event'>> => check.event !== undefined);
const onTurn = checks.filter((check): check is Check & Required<Pick<Check, 'turn'>> => check.turn !== undefined);
const onEnd = checks.filter((check): check is Check & Required<Pick<Check, 'end'>> => check.end !== undefined);
/** Who wants to hear of which event; looked up with every event of every history. */
const ears = new Map<IssueEvent['type'], Ear[]>();
for (const check of checks)
  for (const [type, hear] of Object.entries(check.on ?? {}) as [IssueEvent['type'], OnEvent][])
    ears.set(type, [...(ears.get(type) ?? []), { check, hear }]);
const DEAF: readonly Ear[] = [];

/** Everything that is broken, in the order in which it shows. Empty is good. */
export function judge(trace: Trace): readonly Broken[] {
  const judging = new Judging(trace.rules, trace.report);
  for (const turn of trace.turns) judging.hear(turn);
  return judging.end(trace);
}

/** One who hears a history turn by turn, while it is played. */
export class Judging {
  private sight: Sight;
  private broken: Broken[] = [];
  private index = 0;
  private at: Check | null = null;
  private readonly say = (what: string): void => {
    const { at, index } = this;
    if (at !== null) this.broken.push({ check: at.name, promise: at.promise, what, turn: index });
  };

  constructor(
    private readonly rules: IssueRules,
    private readonly report: Report,
  ) {
    this.sight = new Sight(rules, report);
  }

  /** What was heard so far: each history that goes on otherwise from here has a judge of its own. */
  mark(): () => Judging {
    const { index } = this;
    const [sight, broken] = [this.sight.mark(), [...this.broken]];
    return () => {
      const judging = new Judging(this.rules, this.report);
      judging.sight = sight();
      judging.broken = [...broken];
      judging.index = index;
      return judging;
    };
  }

  hear(turn: Turn): void {
    const { sight, say } = this;
    for (const record of turn.records) {
      for (const check of onEvent) {
        this.at = check;
        check.event(sight, record, turn, say);
      }
      for (const { check, hear } of ears.get(record.event.type) ?? DEAF) {
        this.at = check;
        hear(sight, record.event, turn, say);
      }
      sight.hear(record);
    }
    for (const check of onTurn) {
      this.at = check;
      check.turn(sight, turn, say);
    }
    if (turn.outcome === 'accepted') sight.ids.push(turn.id);
    this.index += 1;
  }

  /** Everything that is broken; to be asked once. @param trace of which it has heard every turn */
  end(trace: Trace): readonly Broken[] {
    this.index = trace.turns.length - 1;
    for (const check of onEnd) {
      this.at = check;
      check.end(this.sight, trace, this.say);
    }
    return this.broken;
  }
}
