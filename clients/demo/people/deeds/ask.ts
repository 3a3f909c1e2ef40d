/** Questions, and the answers of those to whom they are put. */
import { pendingApproval } from '../../../../domain';
import { approvalId } from '../../../sdk';
import { between } from '../chance';
import type { Asked, Intention } from '../intention';
import type { Scene } from '../scene';
import { isClosing } from '../told';
import { supervise } from './watch';
import { handle, next } from './work';

export async function ask(scene: Scene, what: Asked): Promise<void> {
  if (!scene.may('request')) return;
  const isAsked = await scene.give('request', { ...question(scene, what), reason: scene.say(what) });
  // What can't be asked for is not asked again.
  if (!isAsked) return what === 'suspension' ? handle(scene) : next(scene, 1);
  // Some try to say yes to themselves.
  if (scene.chance('tries') < 0.3) await scene.give('approve', {});
}

function question({ state, told }: Scene, what: Asked) {
  switch (what) {
    case 'extension':
      return { kind: what, extendByMs: Math.ceil(state.rules.extension.limitMs / 2) };
    case 'suspension': {
      const hours = between(5, 9, told.world.chance(state.id, 'pauses'));
      return { kind: what, untilMs: Math.round(told.nowMs + hours * told.world.hourMs) };
    }
    case 'force-close':
      return { kind: what };
    default:
      return what satisfies never;
  }
}

export async function decide(
  scene: Scene,
  { approval, yes, blind }: Extract<Intention, { kind: 'decide' }>,
): Promise<void> {
  const { by, told, issue, state } = scene;
  if (!blind && pendingApproval(state)?.id !== approval) return;
  const said = { approval: approvalId(approval), reason: scene.say(yes ? 'yes' : 'no') };
  if (told.character.signals) await scene.doing.hands.signalDecision(issue, yes, { by, ...said });
  else await scene.give(yes ? 'approve' : 'reject', said);
  // Whoever sees no reason for more time may keep an eye on it.
  if (!yes && !isClosing(told) && scene.chance('watches') < 0.35) await supervise(scene);
}
