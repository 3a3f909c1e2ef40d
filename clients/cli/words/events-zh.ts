import type { Evidence } from '../../../domain';
import type { EventWords } from './words';

/** What somebody said of it, where it is known. */
const said = (words: string | undefined): string => (words === undefined ? '' : `：${words}`);
const shown = (evidence: readonly Evidence[] = []): string =>
  evidence.length === 0 ? '' : `［${evidence.map(({ kind, ref }) => `${kind}:${ref}`).join('，')}］`;

export const eventsZh: EventWords = {
  opened: ({ report }) => `经 ${report.channel} 上报${said(report.text)}`,
  acknowledged: () => '签收',
  assigned: ({ to }, { person }) => `指派给 ${person(to)}`,
  escalated: ({ fromTier, toTier, cause, reason }, { tier }) =>
    `${toTier === fromTier ? `仍由${tier(toTier)}负责` : `升级到${tier(toTier)}`}，${
      { 'not-acknowledged': '无人签收', 'not-handled': '逾期未办结', 'passed-up': '主动上报', disputed: '居民不认可' }[
        cause
      ]
    }${said(reason)}`,
  reminded: ({ clock, round, alert, tier }, naming) =>
    `${alert ? '告警' : '催办'}第 ${round} 次：${{ acknowledge: '签收', handle: '办理', confirm: '确认' }[clock]}（${naming.tier(tier)}）`,
  handled: ({ note, evidence }) => `办结${said(note)}${shown(evidence)}`,
  'approval-requested': ({ approval, kind, extendByMs, untilMs, reason, deciders }, { person, span, instant }) =>
    `申请（${approval}）${
      {
        extension: `延期${extendByMs === undefined ? '' : ` ${span(extendByMs)}`}`,
        suspension: `挂起${untilMs === undefined ? '' : `至 ${instant(untilMs)}`}`,
        'force-close': '强制结案',
      }[kind]
    }${said(reason)}；由 ${deciders.map(person).join('、')} 审批`,
  approved: ({ approval, reason }) => `批准 ${approval}${said(reason)}`,
  rejected: ({ approval, reason }) => `驳回 ${approval}${said(reason)}`,
  'approval-lapsed': ({ approval, cause }) => `${approval} 失效，${cause === 'expired' ? '逾期未审批' : '情况已变'}`,
  extended: ({ fromAtMs, toAtMs }, { span, instant }) => `时限延长 ${span(toAtMs - fromAtMs)}，至 ${instant(toAtMs)}`,
  suspended: ({ untilMs }, { instant }) => `挂起至 ${instant(untilMs)}，暂停计时`,
  resumed: ({ by, handle }, { instant }) =>
    `${by === undefined ? '挂起期满' : '恢复办理'}，办理时限 ${instant(handle.dueAtMs)}`,
  confirmed: () => '确认已解决',
  disputed: ({ reason }) => `不认可${said(reason)}`,
  closed: ({ outcome }) =>
    `结案，${{ confirmed: '居民认可', unconfirmed: '居民未答复', 'force-closed': '经批准强制结案' }[outcome]}`,
  reopened: ({ reason, tier }, naming) => `重新打开，交${naming.tier(tier)}${said(reason)}`,
  'command-refused': ({ command, by, code, message }) => `${by} 的信号 ${command} 被拒绝，${code}${said(message)}`,
};
