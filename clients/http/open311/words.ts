/** What Open311 says to people, in both languages. */
import type { IssueState } from '../../../domain';
import type { Lang } from '../../../domain/procedure/documents/words';
import type { ExtendedStatus } from './status';

type Outcome = NonNullable<IssueState['closure']>['outcome'];

interface Words {
  readonly status: Readonly<Record<Exclude<ExtendedStatus, 'closed' | 'no_further_action'>, string>>;
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly notice: string;
  readonly media: string;
  readonly unit: { readonly title: string; readonly hint: string };
  readonly severity: { readonly title: string; readonly hint: string };
  readonly severities: Readonly<Record<string, string>>;
  readonly noReason: { readonly disputed: string; readonly reopened: string; readonly withdrawn: string };
  readonly contact: string;
  readonly keyService: string;
}

export const WORDS: Readonly<Record<Lang, Words>> = {
  zh: {
    status: {
      investigating: '正在核实。',
      open: '已受理，等待签收。',
      in_progress: '正在办理。',
      action_scheduled: '已安排，待约定日期继续办理。',
      fixed: '已办理，请确认是否解决。',
      not_councils_responsibility: '不属于受理范围。',
    },
    outcome: {
      confirmed: '已办结，上报人确认解决。',
      unconfirmed: '已办结，上报人未答复。',
      unreachable: '已办结，未能联系上报人。',
      'force-closed': '经审批办结。',
      declined: '不属于受理范围。',
      withdrawn: '上报人已撤回。',
      voided: '经审批作废。',
      imported: '已在原系统办结。',
    },
    notice: '已受理。办理后会请您确认是否解决。',
    media: '上报人附上的照片',
    unit: { title: '在哪里（楼栋、网格或社区）', hint: '从列表中选择' },
    severity: { title: '紧急程度', hint: '不选为一般' },
    severities: { low: '不急', normal: '一般', high: '较急', urgent: '紧急' },
    noReason: { disputed: '上报人表示没有解决。', reopened: '上报人表示问题又出现了。', withdrawn: '上报人撤回。' },
    contact: '请联系本服务的管理者。',
    keyService: '密钥由本服务的管理者发放：doorstep key add。',
  },
  en: {
    status: {
      investigating: 'It is being looked at.',
      open: 'Received; it waits to be taken up.',
      in_progress: 'It is being handled.',
      action_scheduled: 'It goes on at an agreed date.',
      fixed: 'Done. Please say whether it is solved.',
      not_councils_responsibility: 'This is no matter for us.',
    },
    outcome: {
      confirmed: 'Closed: the reporter confirmed that it is solved.',
      unconfirmed: 'Closed: done, and the reporter never answered.',
      unreachable: 'Closed: done, and the reporter could not be reached.',
      'force-closed': 'Closed by approval.',
      declined: 'Closed: no matter for us.',
      withdrawn: 'Closed: the reporter took it back.',
      voided: 'Taken out by approval.',
      imported: 'Closed in another system.',
    },
    notice: 'Received. When it is done you will be asked whether it is solved.',
    media: 'A picture that the reporter sent along',
    unit: { title: 'Where it is (building, grid or community)', hint: 'Choose from the list' },
    severity: { title: 'How urgent it is', hint: 'Normal when left out' },
    severities: { low: 'low', normal: 'normal', high: 'high', urgent: 'urgent' },
    noReason: {
      disputed: 'The reporter says that it is not solved.',
      reopened: 'The reporter says that it is back.',
      withdrawn: 'The reporter takes it back.',
    },
    contact: 'Ask whoever runs this service.',
    keyService: 'Keys are given out by whoever runs this service: doorstep key add.',
  },
};
