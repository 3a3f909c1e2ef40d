/** What `doorstep contact` says to people. */
import type { Channel } from '../../../contracts/channels';
import type { Lang } from '../words/words';

interface ContactWords {
  readonly channel: Readonly<Record<Channel | 'inbox', string>>;
  readonly column: Readonly<Record<'person' | 'channel' | 'address' | 'changed' | 'note', string>>;
  readonly argument: Readonly<Record<'channel' | 'csv', string>>;
  readonly option: Readonly<Record<'file', string>>;
  readonly ask: string;
  readonly none: string;
  readonly sealed: string;
  readonly disabled: (facts: { since: string; reason: string }) => string;
  readonly set: (facts: { person: string; channel: string; address: string }) => string;
  /** A webhook's secret is shown once, when it was made here. */
  readonly secret: (secret: string) => string;
  readonly removed: (facts: { person: string; channel: string }) => string;
  readonly erased: (person: string) => string;
  readonly imported: (facts: { contacts: number; people: number }) => string;
}

export const contactWords: Readonly<Record<Lang, ContactWords>> = {
  en: {
    channel: {
      inbox: 'inbox',
      webhook: 'webhook',
      robot: 'chat robot',
      email: 'e-mail',
      sms: 'text message',
      phone: 'phone',
    },
    column: { person: 'person', channel: 'channel', address: 'address', changed: 'set', note: 'note' },
    argument: {
      channel: 'webhook, robot, email, sms or phone',
      csv: 'a CSV file with the columns person, channel, address; - for stdin',
    },
    option: { file: 'the file that has the address; else it is read from stdin, never from the command line' },
    ask: 'Address: ',
    none: 'No contacts: everybody is told in their inbox only.',
    sealed: 'the key at hand does not open it',
    disabled: ({ since, reason }) => `disabled ${since}: ${reason}`,
    set: ({ person, channel, address }) => `${person} is reached by ${channel}: ${address}`,
    secret: (secret) => `Its secret, shown this once, for the receiver: ${secret}`,
    removed: ({ person, channel }) => `${person} is no longer reached by ${channel}.`,
    erased: (person) => `The key of the contacts of ${person} is destroyed; nothing of them can be read any more.`,
    imported: ({ contacts, people }) => `${contacts} contacts of ${people} people were set.`,
  },
  zh: {
    channel: { inbox: '收件箱', webhook: 'webhook', robot: '群机器人', email: '电子邮件', sms: '短信', phone: '电话' },
    column: { person: '人员', channel: '渠道', address: '地址', changed: '设置于', note: '说明' },
    argument: {
      channel: 'webhook、robot、email、sms 或 phone',
      csv: 'CSV 文件，列为 person、channel、address；- 表示标准输入',
    },
    option: { file: '写有地址的文件；不写则从标准输入读取，绝不写在命令行上' },
    ask: '地址：',
    none: '没有联系地址：所有人只在收件箱收到通知。',
    sealed: '现有的密钥打不开',
    disabled: ({ since, reason }) => `${since} 起停用：${reason}`,
    set: ({ person, channel, address }) => `${person} 可由${channel}通知：${address}`,
    secret: (secret) => `供接收方使用的密钥，只显示这一次：${secret}`,
    removed: ({ person, channel }) => `不再由${channel}通知 ${person}。`,
    erased: (person) => `${person} 的联系地址密钥已销毁，其内容再也无法读取。`,
    imported: ({ contacts, people }) => `已设置 ${people} 人的 ${contacts} 个联系地址。`,
  },
};
