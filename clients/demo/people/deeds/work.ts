/** Whoever has an issue, or is called to it. */
import { isComplex, openParts, workOn, isWronglyWith } from '../complex';
import { goOn } from '../on-duty';
import type { Scene } from '../scene';
import { isClosing } from '../told';
import { giveBack, release } from './go-without';

export async function take(scene: Scene): Promise<void> {
  const { state, told } = scene;
  if (scene.may('acknowledge')) {
    const { dispatch } = state;
    const wasAsked = state.approvals.some(({ kind, askedBy }) => kind === 'return' && askedBy === scene.by);
    if (dispatch !== undefined && !wasAsked && !isClosing(told) && isWronglyWith(told, state, dispatch.party))
      return giveBack(scene);
    if (await scene.give('acknowledge', {})) return next(scene, 0);
  }
  if (isClosing(told)) await handle(scene);
}

export async function passUp(scene: Scene): Promise<void> {
  if (scene.may('escalate')) await scene.give('escalate', { reason: scene.say('pass-up') });
  else if (scene.may('acknowledge')) await take(scene);
  // Nobody is above the last tier: it has to see to it.
  else await handle(scene);
}

export async function assign(scene: Scene): Promise<void> {
  const [to] = scene.state.rules.tiers[scene.state.tier - 2]?.people ?? [];
  if (to === undefined || !scene.may('assign')) await take(scene);
  else await scene.give('assign', { to });
}

/** After an answer or a pause. */
export async function goOnWith(scene: Scene): Promise<void> {
  const { state, told } = scene;
  if (state.assignee === scene.by || told.message.template === 'tier-alerted') next(scene, state.approvals.length);
  // A unit that was told to keep it, though it never signed in.
  else if (state.dispatch !== undefined && scene.may('acknowledge')) await take(scene);
}

/** Means to do what comes next; `asked` counts the questions so far. */
export function next(scene: Scene, asked: number): void {
  const { told, state, explained } = scene;
  if (isComplex(state)) return scene.mean(workOn(told, state));
  const due = explained.waits.find(({ what }) => what === 'handling')?.untilMs;
  scene.mean(goOn(told, due == null ? 4 * told.world.hourMs : due - told.nowMs, asked));
}

export async function handle(scene: Scene): Promise<void> {
  const { state } = scene;
  const note = scene.say('handled');
  const open = openParts(state);
  if (open.length > 0 && !(await release(scene, open))) return;
  if (scene.may('handle')) {
    if (scene.chance('careless') < 0.12 && (await scene.give('handle', { note, evidence: [] }))) return;
    await scene.give('handle', { note, evidence: scene.evidence() });
  } else if (state.report.reporter === scene.by && scene.may('escalate')) {
    // Who reported a matter can't handle it: somebody else has to.
    await scene.give('escalate', { reason: scene.say('pass-up') });
  }
}
