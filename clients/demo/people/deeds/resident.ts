/** The word of the resident. */
import type { Scene } from '../scene';
import { staysSilent } from '../silence';
import { isClosing } from '../told';

export async function confirm(scene: Scene): Promise<void> {
  if (scene.may('confirm') && !staysSilent(scene.state, scene.told)) await scene.give('confirm', {});
}

export async function dispute(scene: Scene): Promise<void> {
  if (!scene.may('dispute')) return;
  if (scene.state.disputes > 0) await scene.give('confirm', {});
  else await scene.give('dispute', { reason: scene.say('dispute') });
}

export async function reopen(scene: Scene): Promise<void> {
  const { state, told } = scene;
  if (!scene.may('reopen') || state.reopenings > 0 || isClosing(told)) return;
  await scene.give('reopen', { reason: scene.say('reopen') });
}

export async function comment(scene: Scene): Promise<void> {
  if (scene.may('comment')) await scene.give('comment', { text: scene.say('comment'), evidence: scene.evidence() });
}

export async function withdraw(scene: Scene): Promise<void> {
  if (scene.may('withdraw')) await scene.give('withdraw', { reason: scene.say('withdraw') });
}
