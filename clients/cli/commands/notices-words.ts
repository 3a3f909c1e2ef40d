/** What `doorstep notices` and `doorstep dead-letters` say to people. */
import type { DeliveryReason, DeliveryState, Hold } from '../../../contracts/channels';
import type { Lang } from '../words/words';

interface NoticesWords {
  readonly option: Readonly<Record<'issue' | 'deadIssue' | 'all', string>>;
  readonly state: Readonly<Record<DeliveryState, string>>;
  readonly reason: Readonly<Record<DeliveryReason, string>>;
  readonly head: (facts: { seq: number; template: string; person: string; tier: number; round: number }) => string;
  readonly attempts: (count: number) => string;
  readonly next: (at: string) => string;
  readonly receipt: (receipt: string) => string;
  /** What it was held back for on its way. */
  readonly held: Readonly<Record<Hold, string>>;
  readonly bundled: (bundle: { id: string; others: number }) => string;
  readonly none: string;
  readonly column: Readonly<
    Record<
      'channel' | 'state' | 'count' | 'issue' | 'seq' | 'notice' | 'person' | 'died' | 'tried' | 'read' | 'why',
      string
    >
  >;
  readonly dead: (count: number) => string;
  readonly noneDead: string;
  readonly replayed: (count: number) => string;
}

export const noticesWords: Readonly<Record<Lang, NoticesWords>> = {
  en: {
    option: {
      issue: 'every notice of this issue with its proof; left out: how many are in which state',
      deadIssue: 'only those of this issue',
      all: 'all of them',
    },
    state: {
      queued: 'queued',
      sent: 'sent',
      delivered: 'delivered',
      read: 'read',
      acted: 'acted on',
      failed: 'failed',
      withheld: 'withheld',
    },
    reason: {
      read: 'was read in the inbox before',
      'read-elsewhere': 'was read on another channel',
      'told-elsewhere': 'went out on another channel',
      settled: 'the issue no longer waits for it',
      'no-contact': 'no contact any more',
      gone: 'the receiver says the address is gone',
      'not-served': 'this channel is not served here',
      'key-unfit': 'the key at hand does not open the contact',
      'address-refused': 'leads to a private address that nobody allowed',
      unreachable: 'not reachable',
      'timed-out': 'no answer in time',
      'tls-failed': 'no trustworthy encryption',
      redirected: 'the receiver sends elsewhere',
      refused: 'the receiver refused it',
      'server-failed': 'the server reports a fault of its own',
      'answer-unfit': 'the answer is not one of a receiver',
      busy: 'the receiver asks for patience',
      resting: 'waits because the endpoint fails',
      'login-failed': 'the server does not accept our login',
      'quiet-hours': 'waits for the end of quiet hours',
      collecting: 'waits a moment for others',
      throttled: 'waits because of too many messages lately',
      digest: 'waits for the digest',
      'too-late': 'waited too long',
      unexpected: 'an unforeseen fault; see the log of the notifier',
    },
    head: ({ seq, template, person, tier, round }) => `#${seq} ${template} → ${person} · tier ${tier}, round ${round}`,
    attempts: (count) => (count === 1 ? '1 attempt' : `${count} attempts`),
    next: (at) => `again ${at}`,
    receipt: (receipt) => `receipt: ${receipt}`,
    held: {
      'quiet-hours': 'was held back for quiet hours',
      throttled: 'was held back because of too many messages',
      collecting: 'was held back for others',
      digest: 'was held back for the digest',
    },
    bundled: ({ id, others }) => {
      const company = others === 0 ? 'by itself' : others === 1 ? 'with 1 other' : `with ${others} others`;
      return `${id.startsWith('digest-') ? 'in the digest' : 'in the bundle'} ${id} ${company}`;
    },
    none: 'No notices yet.',
    column: {
      channel: 'channel',
      state: 'state',
      count: 'notices',
      issue: 'issue',
      seq: '#',
      notice: 'notice',
      person: 'person',
      died: 'given up',
      tried: 'tried',
      read: 'read in the inbox',
      why: 'why',
    },
    dead: (count) => `${count} dead letters: see \`doorstep dead-letters list\``,
    noneDead: 'No dead letters.',
    replayed: (count) => (count === 1 ? '1 notice goes out again.' : `${count} notices go out again.`),
  },
  zh: {
    option: {
      issue: '此事项的每个通知及其凭证；不写则统计各状态的数量',
      deadIssue: '只看此事项的',
      all: '全部',
    },
    state: {
      queued: '待发',
      sent: '已发出',
      delivered: '已送达',
      read: '已读',
      acted: '已处理',
      failed: '失败',
      withheld: '未发',
    },
    reason: {
      read: '此前已在收件箱读过',
      'read-elsewhere': '已在其他渠道读过',
      'told-elsewhere': '已由其他渠道发出',
      settled: '事项已不再等待此事',
      'no-contact': '已没有联系地址',
      gone: '接收方表示地址已失效',
      'not-served': '此处不提供该渠道',
      'key-unfit': '现有的密钥打不开联系地址',
      'address-refused': '指向未获允许的内部地址',
      unreachable: '无法连接',
      'timed-out': '未及时答复',
      'tls-failed': '没有可信的加密',
      redirected: '接收方要求转到别处',
      refused: '接收方拒收',
      'server-failed': '服务器报告自身故障',
      'answer-unfit': '答复不像来自接收方',
      busy: '接收方要求稍后再发',
      resting: '该地址连续失败，暂缓',
      'login-failed': '服务器不接受登录',
      'quiet-hours': '等免打扰时段结束',
      collecting: '稍候，与其他通知合并',
      throttled: '近期消息过多，暂缓',
      digest: '等汇总时发出',
      'too-late': '等待过久',
      unexpected: '没有预见的错误，见 notifier 的日志',
    },
    head: ({ seq, template, person, tier, round }) => `#${seq} ${template} → ${person} · 第 ${tier} 级，第 ${round} 轮`,
    attempts: (count) => `尝试 ${count} 次`,
    next: (at) => `${at} 再发`,
    receipt: (receipt) => `回执：${receipt}`,
    held: {
      'quiet-hours': '曾因免打扰时段暂缓',
      throttled: '曾因消息过多暂缓',
      collecting: '曾为合并而暂缓',
      digest: '曾为汇总而暂缓',
    },
    bundled: ({ id, others }) =>
      `${id.startsWith('digest-') ? '在汇总' : '在合并消息'} ${id} 中${others === 0 ? '' : `，同有 ${others} 个其他通知`}`,
    none: '还没有通知。',
    column: {
      channel: '渠道',
      state: '状态',
      count: '通知数',
      issue: '事项',
      seq: '#',
      notice: '通知',
      person: '人员',
      died: '放弃于',
      tried: '已尝试',
      read: '收件箱已读',
      why: '原因',
    },
    dead: (count) => `${count} 个未送达的通知：见 \`doorstep dead-letters list\``,
    noneDead: '没有未送达的通知。',
    replayed: (count) => `重发 ${count} 个通知。`,
  },
};
