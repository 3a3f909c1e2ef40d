/** What people mean to do who look at what others say: at a report, at what was done, and who call the resident. */
import type { CallAnswer, IssueState } from '../../../domain';
import type { Intention, Plan } from './intention';
import { characterOf } from './character';
import { staysSilent } from './silence';
import { atClosing, hours, isClosing, type Told } from './told';

type Look = Extract<Intention, { kind: 'verify' | 'check' | 'call' }>['kind'];

export function whenToLook(told: Told, kind: Look): Plan {
  const intention: Intention = { kind };
  if (isClosing(told)) return { intention, afterMs: hours(told, 0.1, 0.5) };
  if (told.character.diligence === 'absent') return atClosing(told, intention);
  return { intention, afterMs: hours(told, 0.2, told.character.diligence === 'diligent' ? 0.8 : 1.4) };
}

/** What the resident says on the telephone: the same as they would say by themselves, if they can be reached at all. */
export function answerOf({ world, nowMs }: Pick<Told, 'world' | 'nowMs'>, state: IssueState): CallAnswer {
  const { reporter } = state.report;
  const character = characterOf(world.chance, reporter);
  const attempts = state.unreached?.attempts ?? 0;
  if (isClosing({ world, nowMs }) && attempts === 0) return 'satisfied';
  switch (character.temper) {
    case 'content':
      return 'satisfied';
    case 'picky':
      return state.disputes === 0 && !isClosing({ world, nowMs }) ? 'dissatisfied' : 'satisfied';
    case 'hesitant':
      return attempts === 0 ? 'unreachable' : 'satisfied';
    case 'silent':
      return attempts === 0 || staysSilent(state, { character, world }) ? 'unreachable' : 'satisfied';
    default:
      return character.temper satisfies never;
  }
}
