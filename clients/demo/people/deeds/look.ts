/** Those who look at what others say. */
import { after } from '../../../../domain';
import { between } from '../chance';
import { answerOf } from '../looking';
import { isFlawed, isGenuine } from '../matter';
import type { Scene } from '../scene';
import { isClosing } from '../told';

export async function verify(scene: Scene): Promise<void> {
  if (!scene.may('verify')) return;
  if (isGenuine(scene.told.world, scene.issue)) await scene.give('verify', { note: scene.say('verified') });
  else await scene.give('decline', { reason: scene.say('declined') });
}

export async function check(scene: Scene): Promise<void> {
  const { told, state, issue } = scene;
  if (!scene.may('pass-check')) return;
  const evidence = scene.evidence();
  if (!isClosing(told) && isFlawed(told.world, issue, state.reworks ?? 0))
    await scene.give('fail-check', { reason: scene.say('check-failed'), evidence });
  else await scene.give('pass-check', { note: scene.say('checked'), evidence });
}

/** Calls in vain within a day are one, so whoever reached nobody tries again when the next one counts. */
export async function call(scene: Scene): Promise<void> {
  const { told, state } = scene;
  if (!scene.may('call-back')) return;
  const { unreached, rules } = state;
  const { every } = rules.confirmation.repeat;
  const again = (lastAtMs: number): void => {
    const soonest = after(rules, lastAtMs, every);
    const pauseMs = between(0.1, 0.3, scene.chance('calls again')) * told.world.hourMs;
    scene.mean({ intention: { kind: 'call' }, afterMs: Math.max(0, soonest - told.nowMs) + pauseMs });
  };
  const answer = answerOf(told, state);
  if (answer !== 'unreachable') {
    await scene.give('call-back', { answer, ...(answer === 'dissatisfied' ? { note: scene.say('dispute') } : {}) });
    return;
  }
  if (unreached !== undefined && told.nowMs < after(rules, unreached.lastAtMs, every)) return again(unreached.lastAtMs);
  again((await scene.give('call-back', { answer })) ? Date.now() : (unreached?.lastAtMs ?? told.nowMs));
}
