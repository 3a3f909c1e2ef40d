/** An issue in each stage, under rules that use everything. */
import { natural, type IssueRules, type Stage } from '../../domain';
import {
  acknowledge,
  approve,
  askSuspension,
  CHECKED,
  confirm,
  given,
  handle,
  HOUR,
  passCheck,
  post,
  T0,
  verify,
  type Given,
} from './given';
import { PARTY_RULES } from './parties';

const RULES: IssueRules = {
  ...PARTY_RULES,
  check: CHECKED.check!,
  verification: { by: post('clerk', 'clerk'), within: natural(HOUR), repeat: { every: natural(HOUR), times: 1 } },
  callBack: { by: post('caller', 'caller'), attempts: 2 },
  void: { decideWithin: natural(HOUR) },
};
const lead = {
  id: 'i-2' as never,
  seq: 5,
  stage: 'open',
  outcome: null,
  handled: null,
  isFollower: false,
  tier: 1,
  tierKey: 'building-lead',
} as const;
const reported = (): Given => given(T0, RULES);
const opened = () => reported().and(verify('clerk'));
const taken = () => opened().and(acknowledge('lead'));
const handled = () => taken().and(handle('lead'));
/** How an issue comes to each stage. */
const COMING: Readonly<Record<Stage, () => Given>> = {
  verifying: reported,
  open: opened,
  handling: taken,
  suspended: () =>
    taken()
      .and(askSuspension('lead', T0 + 9 * HOUR))
      .and(approve('grid')),
  checking: handled,
  confirming: () => handled().and(passCheck('inspector')),
  linked: () => opened().and({ type: 'link', by: 'lead' as never, to: lead.id, reason: 'same' }, 0, { lead }),
  closed: () => handled().and(passCheck('inspector')).and(confirm()),
};

export function inStage(stage: Stage): Given {
  const issue = COMING[stage]();
  expect(issue.state.stage).toBe(stage);
  return issue;
}
export const STAGES = Object.keys(COMING) as readonly Stage[];
