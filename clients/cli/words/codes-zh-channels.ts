/** Errors of the channels beyond the inbox in Chinese; the compiler asks for a missing one. */
import type { channelErrors } from '../../../contracts/error-codes/channels';
import { say, type Meaning } from './meaning';

export const codesZhChannels: Readonly<Record<keyof typeof channelErrors, Meaning>> = {
  CONTACT_INVALID: say('联系地址的格式不符合该渠道的要求。', '按 docs/channels.md 所示填写；没有保存任何内容。'),
  CONTACT_UNKNOWN: say('此人没有该渠道的联系地址。', '用 `doorstep contact list` 查看现有的联系地址。'),
  CONTACTS_UNREADABLE: say(
    '联系地址文件无法读取，或其中有不能用的行；全部未采用。',
    '改正提示中的行（列为 person、channel、address）后重新导入。',
  ),
  CONTACT_KEY_UNFIT: say(
    '打开联系地址的密钥缺失，或不是原来那一个。',
    '设置 DOORSTEP_MASTER_KEY，或把录入联系地址时的 contacts.key 放回数据文件夹。',
  ),
  WORD_KEY_UNFIT: say(
    '封存和打开人们所写文字的密钥缺失，或不是原来那一个。',
    '按网关的设置给出 DOORSTEP_MASTER_KEY（或 DOORSTEP_MASTER_KEY_FILE，或让 DOORSTEP_DATA 指向含 contacts.key 的文件夹）。',
  ),
  DEAD_LETTER_UNKNOWN: say('没有这个未送达的通知，或它已重发。', '用 `doorstep dead-letters list` 列出。'),
};
