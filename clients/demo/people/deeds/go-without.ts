/** Going on without a unit, or giving a matter back as one. */
import type { PartyKey } from '../../../sdk';
import type { Scene } from '../scene';
import { isClosing } from '../told';

/** It is another's. */
export async function giveBack(scene: Scene): Promise<void> {
  if (scene.may('request')) await scene.give('request', { kind: 'return', reason: scene.say('give-back') });
}

/** At the end of the day whoever leads goes on without those who never came. False: they still wait for them. */
export async function release(scene: Scene, parties: readonly PartyKey[]): Promise<boolean> {
  if (!isClosing(scene.told) || !scene.may('release')) return false;
  for (const party of parties) await scene.give('release', { party, reason: scene.say('release') });
  return true;
}
