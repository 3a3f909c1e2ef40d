/** The command line beside a running stack: who is somebody, the directory of that stack decides. */
import { run } from '../../clients/cli/main';
import { lead, report } from '../support/people';
import { until } from '../support/until';
import { worldForTests } from '../support/world';

const world = worldForTests();

async function doorstep(...argv: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(argv, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    // As in another terminal: nothing but the data folder tells of the stack.
    env: { DOORSTEP_DATA: world().folder },
    // Who is let in by mistake would wait for ever.
    stopped: AbortSignal.timeout(10_000),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

it('somebody of the stack’s own community is shown their notices', async () => {
  const { issue } = await world().doorstep.report(report('calm'));
  const shown = await until('the notice is in the inbox', async () => {
    const answer = await doorstep('inbox', lead, '--once');
    return answer.code !== 0 || answer.out.includes(issue) ? answer : undefined;
  });
  expect(shown).toMatchObject({ code: 0, err: '' });
  world().expectNotices(issue, 'lead-1 tier-called', 'resident-1 report-received');
});

it.each(['lead-11', 'lead-oleaster-1'])('%s is nobody of it and is refused at once', async (unknown) => {
  expect(await doorstep('inbox', unknown)).toMatchObject({
    code: 4,
    out: '',
    err: expect.stringContaining('PERSON_UNKNOWN') as string,
  });
});

describe('who acts', () => {
  it('and is nobody of the community is told so, and who was probably meant', async () => {
    const { issue } = await world().doorstep.report(report('calm'));
    const { code, err } = await doorstep('ack', issue, '--as', 'lead-11');
    expect(err).toContain('PERSON_UNKNOWN');
    expect(err).toContain('"lead-1"');
    expect(code).toBe(4);
    expect(await doorstep('ack', issue, '--as', lead)).toMatchObject({ code: 0 });
    world().expectNotices(issue, 'lead-1 tier-called', 'resident-1 report-received', 'resident-1 acknowledged');
  });

  it('and is somebody else of it is told who may', async () => {
    const { issue } = await world().doorstep.report(report('calm'));
    expect(await doorstep('ack', issue, '--as', 'resident-1')).toMatchObject({
      code: 3,
      err: expect.stringContaining('NOT_YOURS_TO_DO') as string,
    });
    world().expectNotices(issue, 'lead-1 tier-called', 'resident-1 report-received');
  });
});
