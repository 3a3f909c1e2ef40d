/** What `doorstep person` says to people. */
import type { Lang } from '../words/words';

interface PersonWords {
  readonly option: Readonly<Record<'trackingCode' | 'out' | 'reason' | 'handOver' | 'dryRun', string>>;
  readonly argument: Readonly<Record<'erased', string>>;
  readonly askCode: string;
  readonly written: (facts: { person: string; file: string }) => string;
  readonly incomplete: (lists: string) => string;
  readonly wouldErase: (person: string) => string;
  readonly nothing: string;
  readonly against: string;
  readonly duty: Readonly<Record<'post' | 'rotation' | 'override' | 'deputy', string>>;
  readonly assigned: (count: number) => string;
  readonly reported: (count: number) => string;
  readonly held: (issues: string) => string;
  readonly underWay: (facts: { person: string; erasure: string }) => string;
  readonly waitsForHolds: (issues: string) => string;
  readonly step: Readonly<Record<string, string>>;
  readonly count: Readonly<Record<string, string>>;
  readonly certificate: (number: number) => string;
  readonly field: Readonly<Record<'person' | 'asked' | 'erased' | 'by' | 'reason' | 'inventory' | 'hash', string>>;
  readonly whole: string;
  readonly broken: (number: number) => string;
  readonly cameBack: (what: string) => string;
  readonly clear: (count: number) => string;
}

export const personWords: Readonly<Record<Lang, PersonWords>> = {
  en: {
    option: {
      trackingCode: 'of a guest, by the tracking code of the report: from the terminal, unseen, or from stdin',
      out: 'the file to write, which must not exist; else it goes to stdout',
      reason: 'why; it stays in the certificate, so name nobody',
      handOver: 'end the duties of the person, and let others take over what they have',
      dryRun: 'only tell what would be erased, and what stands against it',
    },
    argument: { erased: 'the person, or the erasure' },
    askCode: 'Tracking code: ',
    written: ({ person, file }) => `Everything that is kept of ${person} is in ${file}.`,
    incomplete: (lists) => `Too long to be given whole, the newest only: ${lists}.`,
    wouldErase: (person) => `Of ${person} there is:`,
    nothing: 'nothing',
    against: 'Against an erasure stands:',
    duty: {
      post: 'a post',
      rotation: 'a turn of duty',
      override: 'a duty for a time',
      deputy: 'standing in for somebody',
    },
    assigned: (count) => `${count} open issues to handle`,
    reported: (count) => `${count} open issues that the person reported`,
    held: (issues) => `issues that are held: ${issues}`,
    underWay: ({ person, erasure }) =>
      `${person} is being erased (${erasure}). It goes on by itself; see: doorstep person certificate ${erasure}`,
    waitsForHolds: (issues) =>
      `It waits: words, files or letters of the person are held with ${issues}. It goes on after: doorstep retention release <issue>`,
    step: {
      'hand-over': 'handed over',
      directory: 'directory',
      'sign-in': 'accounts and keys',
      contacts: 'contacts',
      words: 'words',
      evidence: 'evidence',
      files: 'files on disk',
      messages: 'letters',
      inbox: 'inbox',
    },
    count: {
      issues: 'issues',
      entries: 'entries of the directory',
      accounts: 'accounts',
      sessions: 'sessions',
      keys: 'keys',
      trackingCodes: 'tracking codes',
      contacts: 'contacts',
      contactKeys: 'keys of contacts',
      reports: 'reports',
      clearReports: 'reports with something in clear, which stays readable',
      wordKeys: 'keys of words',
      files: 'files',
      links: 'links',
      deadLetters: 'dead letters',
      deliveries: 'deliveries',
      bundles: 'bundles',
      messages: 'messages',
    },
    certificate: (number) => `Certificate of erasure no. ${number}`,
    field: {
      person: 'person',
      asked: 'asked for',
      erased: 'erased',
      by: 'by',
      reason: 'reason',
      inventory: 'inventory',
      hash: 'hash',
    },
    whole: 'Verified: the chain of certificates is whole, and nothing of the person is there.',
    broken: (number) => `Certificate no. ${number} is missing or was altered.`,
    cameBack: (what) => `There is something of the person again: ${what}.`,
    clear: (count) => `Written in clear, and readable for good: ${count} reports, or something said about them.`,
  },
  zh: {
    option: {
      trackingCode: '以上报的查询码导出访客信息：由终端（不显示）或标准输入读取',
      out: '写入的文件，不得已存在；不写则输出到标准输出',
      reason: '理由；保留在证明中，请勿写人名',
      handOver: '结束此人的职责，由他人接手其事项',
      dryRun: '只告知会注销什么、有何阻碍',
    },
    argument: { erased: '人员编号或注销编号' },
    askCode: '查询码：',
    written: ({ person, file }) => `有关 ${person} 的全部信息已写入 ${file}。`,
    incomplete: (lists) => `过长，仅含最新部分：${lists}。`,
    wouldErase: (person) => `有关 ${person} 现有：`,
    nothing: '无',
    against: '注销的阻碍：',
    duty: { post: '岗位', rotation: '轮值', override: '临时值守', deputy: '代班' },
    assigned: (count) => `待其办理的未结事项 ${count} 件`,
    reported: (count) => `其上报的未结事项 ${count} 件`,
    held: (issues) => `被保全的事项：${issues}`,
    underWay: ({ person, erasure }) =>
      `正在注销 ${person}（${erasure}），会自行完成；查看：doorstep person certificate ${erasure}`,
    waitsForHolds: (issues) =>
      `正在等待：此人的文字、文件或信件随 ${issues} 被保全；解除后继续：doorstep retention release <事项>`,
    step: {
      'hand-over': '移交',
      directory: '名录',
      'sign-in': '账号与密钥',
      contacts: '联系地址',
      words: '文字',
      evidence: '证据',
      files: '磁盘文件',
      messages: '信件',
      inbox: '收件箱',
    },
    count: {
      issues: '事项',
      entries: '名录条目',
      accounts: '账号',
      sessions: '会话',
      keys: '密钥',
      trackingCodes: '查询码',
      contacts: '联系地址',
      contactKeys: '联系地址密钥',
      reports: '上报',
      clearReports: '含未加密文字的上报（仍可读）',
      wordKeys: '文字密钥',
      files: '文件',
      links: '链接',
      deadLetters: '死信',
      deliveries: '投递',
      bundles: '合并件',
      messages: '消息',
    },
    certificate: (number) => `注销证明 第 ${number} 号`,
    field: {
      person: '人员',
      asked: '提出',
      erased: '注销',
      by: '提出者',
      reason: '理由',
      inventory: '清单摘要',
      hash: '哈希',
    },
    whole: '已核验：证明链完整，此人信息无一存留。',
    broken: (number) => `第 ${number} 号证明缺失或被改动。`,
    cameBack: (what) => `此人的信息又出现了：${what}。`,
    clear: (count) => `上报或其后文字未加密、仍可读：${count} 件。`,
  },
};
