/** What `doorstep nats credentials` says to people. */
import type { CredentialsKept } from '../../../messaging/permissions';
import type { Lang } from '../words/words';

type Did = CredentialsKept['users'][number]['did'];

export interface NatsWords {
  readonly about: string;
  readonly option: Readonly<Record<'out' | 'person' | 'administrator' | 'rotate' | 'finish' | 'revoke', string>>;
  readonly column: Readonly<Record<'user' | 'did' | 'seedFile', string>>;
  readonly did: Readonly<Record<Did, string>>;
  /** Beside what was done: how many former keys are valid still. */
  readonly former: (count: number) => string;
  readonly secret: string;
  readonly reloaded: string;
  /** No server of the stack runs by this file. */
  readonly include: (file: string) => string;
  readonly goOn: string;
}

export const natsWords: Readonly<Record<Lang, NatsWords>> = {
  en: {
    about: 'work with the users of NATS',
    option: {
      out: 'where the keys lie; nats-users in the data folder when left out',
      person: 'somebody who gets a user of their own, for their inbox only; may be given several times',
      administrator: 'make the user that may do everything, for emergencies',
      rotate: 'give a user (engine, participant.<person>) a new key; the old one stays valid until --finish',
      finish: 'end the rotations: only the newest keys are valid',
      revoke: 'take a user out at once, with its seed file',
    },
    column: { user: 'user', did: 'key', seedFile: 'seed file' },
    did: { kept: 'kept', made: 'made', rotated: 'new', revoked: 'revoked', finished: 'rotation finished' },
    former: (count) => `${count} former key(s) valid still`,
    secret: 'Whoever holds a seed file is that user: hand each to its owner only.',
    reloaded: 'The running NATS server works by them.',
    include: (file) =>
      `Include ${file} in the configuration of every NATS server and reload it (\`nats-server --signal reload\`) before the new seed files are used.`,
    goOn: 'When every process has its new seed file: `doorstep nats credentials --finish`.',
  },
  zh: {
    about: '管理 NATS 用户',
    option: {
      out: '密钥存放的文件夹；不写则为数据文件夹中的 nats-users',
      person: '为此人建立只能用于自己收件箱的用户；可多次给出',
      administrator: '建立可做一切的用户，供紧急情况使用',
      rotate: '给用户（engine、participant.<person>）换新密钥；旧密钥在 --finish 之前有效',
      finish: '结束轮换：只有最新的密钥有效',
      revoke: '立即移除用户及其种子文件',
    },
    column: { user: '用户', did: '密钥', seedFile: '种子文件' },
    did: { kept: '保留', made: '新建', rotated: '已换新', revoked: '已移除', finished: '轮换结束' },
    former: (count) => `${count} 个旧密钥仍有效`,
    secret: '持有种子文件即为该用户：只交给其本人。',
    reloaded: '运行中的 NATS 已按此工作。',
    include: (file) =>
      `把 ${file} 引入每台 NATS 服务器的配置并重新加载（\`nats-server --signal reload\`），然后再使用新的种子文件。`,
    goOn: '各进程都换上新种子文件之后，运行 `doorstep nats credentials --finish`。',
  },
};
