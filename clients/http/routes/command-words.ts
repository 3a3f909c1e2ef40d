/** What each command does, for whoever reads the API, and a body that the shipped place would take. */
import type { Payload } from '../../../contracts/commands';
import type { CommandName, IssueId, PartyKey, PersonId } from '../../../domain';

interface Words<N extends CommandName> {
  readonly summary: string;
  readonly example: Omit<Payload<N>, 'by'>;
}

const person = (id: string) => id as PersonId;
const party = (key: string) => key as PartyKey;
const issue = (id: string) => id as IssueId;
const photo = [{ kind: 'photo', ref: 'photo:4711' }];
const soonMs = 1_798_761_600_000;

export const commandWords: { readonly [N in CommandName]: Words<N> } = {
  acknowledge: { summary: 'Take it: the tier or party on duty says that it has it', example: {} },
  assign: {
    summary: 'Give it to somebody of the tier or party on duty',
    example: { to: person('worker-oleaster-1') },
  },
  escalate: { summary: 'Pass it up to a higher tier', example: { reason: '要换电缆' } },
  handle: { summary: 'Say that it is done, with evidence', example: { note: '换了灯泡', evidence: photo } },
  request: {
    summary: 'Ask for an extension, a suspension, an early close, a return or voiding',
    example: { kind: 'extension', extendByMs: 7_200_000, reason: '等配件' },
  },
  approve: { summary: 'Agree to what was asked for', example: { reason: '同意' } },
  reject: { summary: 'Refuse what was asked for', example: { reason: '先去现场看看' } },
  resume: { summary: 'Go on before a suspension is over', example: {} },
  confirm: { summary: 'The reporter agrees that it is done', example: {} },
  dispute: {
    summary: 'The reporter says that it is not done: it goes on one tier higher',
    example: { reason: '还是不亮' },
  },
  reopen: { summary: 'Open a closed issue again', example: { reason: '又坏了' } },
  verify: { summary: 'Say that the report is a matter for us', example: { note: '看过了' } },
  decline: { summary: 'Say that the report is no matter for us', example: { reason: '不属于本社区' } },
  dispatch: { summary: 'Send it to a unit beside the ladder', example: { to: party('property-manager') } },
  summon: {
    summary: 'Call a unit to handle it together (吹哨)',
    example: { party: party('property-manager'), reason: '要一起处理' },
  },
  'report-in': { summary: 'A summoned unit says that it is there', example: {} },
  finish: { summary: 'A summoned unit says that its part is done', example: { note: '修好了管道', evidence: photo } },
  release: {
    summary: 'Let a summoned unit go without its part',
    example: { party: party('property-manager'), reason: '不需要了' },
  },
  'pass-check': { summary: 'Somebody was on the spot: it is done', example: { note: '看过了', evidence: photo } },
  'fail-check': {
    summary: 'Somebody was on the spot: it is to be redone',
    example: { reason: '还在漏水', evidence: photo },
  },
  'call-back': { summary: 'Note what the resident said on the phone', example: { answer: 'satisfied' } },
  withdraw: { summary: 'The reporter takes the report back', example: { reason: '已经好了' } },
  supervise: {
    summary: 'A higher tier watches over it (督办) and wants an answer',
    example: { reason: '居民多次反映' },
  },
  answer: { summary: 'Answer to whoever supervises', example: { note: '明天完成' } },
  comment: { summary: 'Add a remark or evidence to the timeline', example: { text: '配件已到', evidence: [] } },
  reclassify: {
    summary: 'Say that it is of another category or severity',
    example: { reason: '是水管', category: 'water' },
  },
  migrate: {
    summary: 'Put it under the rules that hold now',
    example: { what: 'procedure', reason: '规程已更新' },
  },
  delegate: {
    summary: 'Name a deputy until a date',
    example: { to: person('worker-oleaster-2'), untilMs: soonMs, reason: '休假' },
  },
  link: {
    summary: 'Let it go with another issue from now on',
    example: { to: issue('i-01hq3v5k2m9x7t4qa'), reason: '同一根管道' },
  },
  unlink: { summary: 'Let it go its own way again', example: { reason: '不是同一件事' } },
};
