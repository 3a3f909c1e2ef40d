/** What `doorstep notice preview` says to people. */
import type { SmsLength } from '../../../workers/channels/gateway/segments';
import type { Lang } from '../words/words';

interface PreviewWords {
  readonly argument: Readonly<Record<'template', string>>;
  readonly option: Readonly<
    Record<'issue' | 'guest' | 'on' | 'in' | 'procedure' | 'event' | 'gathered' | 'count', string>
  >;
  readonly subject: string;
  readonly segments: (length: SmsLength) => string;
  readonly bytes: (count: number) => string;
}

export const previewWords: Readonly<Record<Lang, PreviewWords>> = {
  en: {
    argument: {
      template:
        'which text, as tier-called, or report-code for the letter with a one-time code; of an issue its newest notice when left out',
    },
    option: {
      issue: 'with the facts of this issue instead of an example',
      guest: 'as a reporter without an account reads it',
      on: 'one channel only: inbox, webhook, robot, email, sms or phone',
      in: 'in which language: zh or en; else that of the reader',
      procedure: 'as this procedure says it',
      event: 'what happened, for texts that name it',
      gathered: 'several in one message: bundle or digest',
      count: 'how many of them',
    },
    subject: 'Subject:',
    segments: ({ encoding, length, segments }) =>
      `${segments} ${segments === 1 ? 'segment' : 'segments'} (${length} in ${encoding})`,
    bytes: (count) => `${count} bytes`,
  },
  zh: {
    argument: {
      template: '哪一种通知，如 tier-called，或 report-code（带一次性验证码的消息）；指明事项时可不写，取其最新的通知',
    },
    option: {
      issue: '用这件事项的内容，而不是示例',
      guest: '无账号上报人读到的文字',
      on: '只看一个渠道：inbox、webhook、robot、email、sms 或 phone',
      in: '用哪种语言：zh 或 en；不写则用读者的语言',
      procedure: '按这个规程的文字',
      event: '发生了什么，供写明事件的文字使用',
      gathered: '多条合为一条消息：bundle（合并）或 digest（汇总）',
      count: '合并几条',
    },
    subject: '主题：',
    segments: ({ encoding, length, segments }) => `${segments} 条短信（${encoding}，长 ${length}）`,
    bytes: (count) => `${count} 字节`,
  },
};
