/** In which stage somebody may give which command at all, and what a refusal says otherwise. */
import { decide, type Command, type CommandName, type Refusal, type Stage } from '../../domain';
import { inStage, STAGES } from './stages';
import { wellFormed } from './well-formed';

const BEFORE_THE_END = ['verifying', 'open', 'handling', 'suspended', 'checking', 'confirming', 'linked'] as const;
const POSSIBLE: Readonly<Record<Exclude<CommandName, 'approve' | 'reject'>, readonly Stage[]>> = {
  acknowledge: ['open'],
  assign: ['open', 'handling'],
  escalate: ['open', 'handling'],
  handle: ['handling'],
  request: ['handling'],
  resume: ['suspended'],
  confirm: ['confirming'],
  dispute: ['confirming'],
  reopen: ['closed'],
  verify: ['verifying'],
  decline: ['verifying'],
  dispatch: ['open', 'handling'],
  summon: ['handling'],
  'report-in': ['open', 'handling'],
  finish: ['open', 'handling'],
  release: ['open', 'handling'],
  'pass-check': ['checking'],
  'fail-check': ['checking'],
  'call-back': ['confirming'],
  withdraw: BEFORE_THE_END,
  supervise: BEFORE_THE_END,
  answer: BEFORE_THE_END,
  comment: BEFORE_THE_END,
  reclassify: ['verifying', 'open', 'handling'],
  migrate: BEFORE_THE_END.filter((stage) => stage !== 'linked'),
  delegate: BEFORE_THE_END,
  link: ['open', 'handling'],
  unlink: ['linked'],
};

/** What somebody hears who has no place in the issue at all. */
function refusalOf(name: CommandName, stage: Stage): Refusal {
  const { state, nowMs } = inStage(stage);
  const command = { ...wellFormed[name][0], type: name, by: 'stranger' } as unknown as Command;
  const decision = decide(state, command, nowMs);
  if (decision.ok) throw new Error(`a stranger may ${name} in stage ${stage}`);
  return decision.refusal;
}

describe.each(Object.entries(POSSIBLE) as [keyof typeof POSSIBLE, readonly Stage[]][])('%s', (name, stages) => {
  test.each(stages)('is possible in stage %s, though not for anybody', (stage) => {
    const { code, message } = refusalOf(name, stage);
    expect(code).toBe(name === 'answer' ? 'NOTHING_TO_ANSWER' : 'NOT_YOURS_TO_DO');
    // These two say what the sender is wanting.
    if (name !== 'answer' && name !== 'delegate') expect(message).toContain(`stranger may not ${name} here; `);
  });

  test.each(STAGES.filter((stage) => !stages.includes(stage)))('is refused in stage %s, and it says why', (stage) => {
    const { code, message } = refusalOf(name, stage);
    if (name === 'reopen') {
      expect([code, message]).toEqual(['ALREADY_OPEN', expect.stringContaining(`(stage ${stage})`)]);
    } else if (stage === 'closed') {
      expect([code, message]).toEqual(['ISSUE_CLOSED', expect.stringContaining('(confirmed)')]);
    } else {
      expect(code).toBe('NOT_IN_THIS_STAGE');
      expect(message.startsWith(`${name} `)).toBe(true);
      expect(message).toContain(`in stage ${stages.join(' or ')}; i-test is in stage ${stage}.`);
    }
  });
});
