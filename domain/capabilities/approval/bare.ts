import { refuse, type Verdict } from '../../kernel/decision';
import type { Request } from './messages';

/** Of a kind that is asked for with a reason and nothing else. */
export const bare = ({ kind, extendByMs, untilMs }: Request): Verdict | null =>
  extendByMs === undefined && untilMs === undefined
    ? null
    : refuse('COMMAND_MALFORMED', `A question of the kind ${kind} takes neither extendByMs nor untilMs.`);
