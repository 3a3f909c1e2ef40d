/** Reads a trace once and lets every check look at it. */
import type { IssueEvent } from '../../domain';
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
/** Who wants to hear of which event; looked up with every event of every history. */
const ears = new Map<IssueEvent['type'], Ear[]>();
for (const check of checks)
  for (const [type, hear] of Object.entries(check.on ?? {}) as [IssueEvent['type'], OnEvent][])
    ears.set(type, [...(ears.get(type) ?? []), { check, hear }]);
const DEAF: readonly Ear[] = [];

/** Everything that is broken, in the order in which it shows. Empty is good. */
export function judge(trace: Trace): readonly Broken[] {
  const broken: Broken[] = [];
  let index = 0;
  let at: Check | null = null;
  const say = (what: string): void => {
    if (at !== null) broken.push({ check: at.name, promise: at.promise, what, turn: index });
  };
  const sight = new Sight(trace.rules, trace.report);
  for (const turn of trace.turns) {
    for (const record of turn.records) {
      for (const check of onEvent) {
        at = check;
        check.event(sight, record, turn, say);
      }
      for (const { check, hear } of ears.get(record.event.type) ?? DEAF) {
        at = check;
        hear(sight, record.event, turn, say);
      }
      sight.hear(record);
    }
    for (const check of onTurn) {
      at = check;
      check.turn(sight, turn, say);
    }
    if (turn.outcome === 'accepted') sight.ids.add(turn.id);
    index += 1;
  }
  index = trace.turns.length - 1;
  for (at of checks) at.end?.(sight, trace, say);
  return broken;
}
