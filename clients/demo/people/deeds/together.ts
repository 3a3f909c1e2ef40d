/** Units beside the ladder: they are sent to or summoned, give back, report in and do their part. */
import type { PartyKey } from '../../../sdk';
import type { Scene } from '../scene';
import { whenThere } from '../unit';
import { handle } from './work';

export async function dispatch(scene: Scene, to: PartyKey): Promise<void> {
  if (!scene.may('dispatch') || !(await scene.give('dispatch', { to, reason: scene.say('dispatch') })))
    await handle(scene);
}

/** A whistle for each. */
export async function summon(scene: Scene, parties: readonly PartyKey[]): Promise<void> {
  let came = 0;
  for (const party of scene.may('summon') ? parties : [])
    if (await scene.give('summon', { party, reason: scene.say('summon') })) came += 1;
  if (came === 0) await handle(scene);
}

export async function reportIn(scene: Scene): Promise<void> {
  if (scene.may('report-in') && (await scene.give('report-in', {}))) scene.mean(whenThere(scene.told));
}

export async function finish(scene: Scene): Promise<void> {
  if (scene.may('finish')) await scene.give('finish', { note: scene.say('part'), evidence: scene.evidence() });
}
