/** Who does it in whose place, and which issues are one matter. */
import type { IssueId } from '../../../sdk';
import { currentTier } from '../../../../domain';
import type { Scene } from '../scene';
import { take } from './work';

/** Half a day, to a colleague, else to somebody of the tier above. */
const ABSENT_HOURS = 12;

export async function nameDeputy(scene: Scene): Promise<void> {
  const { state, told, by } = scene;
  if (state.stage !== 'open' || !scene.may('delegate') || !scene.may('acknowledge')) return;
  const colleagues = [...currentTier(state).people, ...(state.rules.tiers[state.tier]?.people ?? [])];
  const to = colleagues.find((person) => person !== by && person !== state.report.reporter);
  const untilMs = Math.round(told.nowMs + ABSENT_HOURS * told.world.hourMs);
  const named = to !== undefined && (await scene.give('delegate', { to, untilMs, reason: scene.say('delegate') }));
  if (!named) await take(scene);
}

export async function link(scene: Scene, to: IssueId): Promise<void> {
  const lead = await scene.doing.hands.look(to);
  const fits = lead.stage !== 'closed' && lead.link === undefined && scene.state.followers === undefined;
  if (!fits || !scene.may('link') || !(await scene.give('link', { to, reason: scene.say('link') }))) await take(scene);
}
