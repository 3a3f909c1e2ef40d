/** What `doorstep user`, `key` and `access` say. */
import { SCOPES } from '../../../domain/rights';
import type { Access } from '../../../store/identity';
import type { Lang } from '../words/words';

export interface IdentityWords {
  readonly argument: Readonly<Record<'account' | 'label' | 'key', string>>;
  readonly option: Readonly<
    Record<
      | 'personOfAccount'
      | 'operator'
      | 'scope'
      | 'unit'
      | 'personOfKey'
      | 'actFor'
      | 'expiresIn'
      | 'who'
      | 'subject'
      | 'outcome'
      | 'since'
      | 'before',
      string
    >
  >;
  readonly ask: string;
  readonly askAgain: string;
  readonly added: (name: string) => string;
  readonly disabled: (name: string) => string;
  readonly enabled: (name: string) => string;
  readonly newPassword: (name: string) => string;
  readonly noUsers: string;
  readonly userColumn: Readonly<Record<'name' | 'person' | 'operator' | 'created' | 'signedIn' | 'state', string>>;
  readonly yes: string;
  readonly never: string;
  readonly state: Readonly<Record<'disabled' | 'expired' | 'revoked' | 'active', string>>;
  readonly keyMade: (key: { readonly id: string; readonly text: string }) => string;
  readonly noKeys: string;
  readonly revoked: (id: string) => string;
  readonly keyColumn: Readonly<
    Record<'id' | 'label' | 'scopes' | 'units' | 'as' | 'expires' | 'used' | 'state', string>
  >;
  readonly everywhere: string;
  readonly actsFor: string;
  readonly program: string;
  readonly noAccess: string;
  readonly accessColumn: Readonly<Record<'at' | 'who' | 'outcome' | 'operation' | 'subject' | 'reason', string>>;
  readonly outcome: Readonly<Record<Access['outcome'], string>>;
  readonly goOn: (position: number) => string;
}

export const identityWords: Readonly<Record<Lang, IdentityWords>> = {
  en: {
    argument: {
      account: 'name of the account: 1 to 64 of a-z, 0-9 and -',
      label: 'what the key is for, for people',
      key: 'id of the key, as `doorstep key list` shows it',
    },
    option: {
      personOfAccount: 'who of the directory it is; the name of the account when left out',
      operator: 'may run the installation; without --person nobody of the directory',
      scope: `what it may be used for (${SCOPES.join(', ')}); may be given several times`,
      unit: 'where, with everything below; may be given several times; everywhere when left out',
      personOfKey: 'whoever comes with it is this person',
      actFor: 'the program says itself for whom it acts, as the app of a city does',
      expiresIn: 'it is over after this, for example 90d',
      who: 'only of this caller, for example person:lead-oleaster-1, key:…, anonymous',
      subject: 'only about this, for example issue:…, person:…',
      outcome: 'only read, changed, refused or failed',
      since: 'only from this time on',
      before: 'only what stands before this position: the next page',
    },
    ask: 'Password: ',
    askAgain: 'The same again: ',
    added: (name) => `The account ${name} can sign in.`,
    disabled: (name) => `The account ${name} can’t sign in any more, and its sessions are over.`,
    enabled: (name) => `The account ${name} can sign in again.`,
    newPassword: (name) => `The account ${name} has a new password, and its sessions are over.`,
    noUsers: 'There are no accounts.',
    userColumn: {
      name: 'account',
      person: 'person',
      operator: 'operator',
      created: 'made',
      signedIn: 'signed in',
      state: 'state',
    },
    yes: 'yes',
    never: 'never',
    state: { disabled: 'disabled', expired: 'expired', revoked: 'revoked', active: 'active' },
    keyMade: ({ id, text }) =>
      `${text}\n\nThis is the key ${id}; it is shown this once. Hand it to its program only, and send it as \`Authorization: Bearer …\`.`,
    noKeys: 'There are no keys.',
    revoked: (id) => `The key ${id} is revoked.`,
    keyColumn: {
      id: 'key',
      label: 'for',
      scopes: 'scopes',
      units: 'units',
      as: 'as',
      expires: 'expires',
      used: 'last used',
      state: 'state',
    },
    everywhere: 'everywhere',
    actsFor: 'acts for others',
    program: 'a program',
    noAccess: 'Nothing of this kind is in the access log.',
    accessColumn: {
      at: 'time',
      who: 'who',
      outcome: 'outcome',
      operation: 'operation',
      subject: 'about',
      reason: 'reason',
    },
    outcome: { read: 'read', changed: 'changed', refused: 'refused', failed: 'wrong credentials' },
    goOn: (position) => `Further back: --before ${position}`,
  },
  zh: {
    argument: {
      account: '账号名：1 到 64 个 a-z、0-9 和 -',
      label: '密钥的用途（给人看）',
      key: '密钥编号，见 `doorstep key list`',
    },
    option: {
      personOfAccount: '名录中的哪个人；不写则与账号同名',
      operator: '可管理本系统；不写 --person 则不是名录中的人',
      scope: `可用于什么（${SCOPES.join('、')}）；可多次给出`,
      unit: '在哪些单位（含其下）；可多次给出；不写则不限',
      personOfKey: '持此密钥者即为此人',
      actFor: '由程序说明替谁办理，例如城市的应用',
      expiresIn: '多久后失效，例如 90d',
      who: '只看此调用者，例如 person:lead-oleaster-1、key:…、anonymous',
      subject: '只看与此有关的，例如 issue:…、person:…',
      outcome: '只看 read、changed、refused 或 failed',
      since: '只看此时之后的',
      before: '只看此位置之前的：下一页',
    },
    ask: '密码：',
    askAgain: '再输一次：',
    added: (name) => `账号 ${name} 可以登录。`,
    disabled: (name) => `账号 ${name} 已停用，其会话已结束。`,
    enabled: (name) => `账号 ${name} 可再次登录。`,
    newPassword: (name) => `账号 ${name} 已设新密码，其会话已结束。`,
    noUsers: '没有账号。',
    userColumn: {
      name: '账号',
      person: '人员',
      operator: '管理员',
      created: '建立',
      signedIn: '最近登录',
      state: '状态',
    },
    yes: '是',
    never: '从未',
    state: { disabled: '已停用', expired: '已过期', revoked: '已吊销', active: '有效' },
    keyMade: ({ id, text }) =>
      `${text}\n\n这是密钥 ${id}，只显示这一次。只交给使用它的程序，以 \`Authorization: Bearer …\` 发送。`,
    noKeys: '没有密钥。',
    revoked: (id) => `密钥 ${id} 已吊销。`,
    keyColumn: {
      id: '密钥',
      label: '用途',
      scopes: '范围',
      units: '单位',
      as: '身份',
      expires: '失效',
      used: '最近使用',
      state: '状态',
    },
    everywhere: '不限',
    actsFor: '可代他人',
    program: '程序',
    noAccess: '访问日志中没有这样的记录。',
    accessColumn: { at: '时间', who: '谁', outcome: '结果', operation: '操作', subject: '对象', reason: '原因' },
    outcome: { read: '查阅', changed: '更改', refused: '拒绝', failed: '凭据不符' },
    goOn: (position) => `更早的：--before ${position}`,
  },
};
