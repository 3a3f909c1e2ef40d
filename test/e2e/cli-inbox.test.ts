/** `doorstep inbox` beside a running stack: whose inbox there is, the directory of that stack decides. */
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
