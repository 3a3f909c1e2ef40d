/** A tier above that watches, and who answers it. */
import type { Scene } from '../scene';

export async function supervise(scene: Scene): Promise<void> {
  if (scene.may('supervise')) await scene.give('supervise', { reason: scene.say('supervise') });
}

export async function answer(scene: Scene): Promise<void> {
  if (scene.may('answer')) await scene.give('answer', { note: scene.say('answer') });
}
