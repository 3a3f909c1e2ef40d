/** What a notice tells its reader to type can be copied as it stands: the command line understands it, and the rules allow it. */
import { wordsOf } from '../../clients/cli/lang';
import { buildProgram } from '../../clients/cli/program';
import { exampleOf } from '../../clients/cli/show/example';
import { evolve, explain, notices, type CommandName, type IssueState, type Notice, type Template } from '../../domain';
import { renderNotice } from '../../domain/messages/render';
import { LANGS, type Lang } from '../../domain/procedure/documents/words';
import { TEMPLATES } from '../../domain/kernel/notice';
import { readPolicies } from '../../policies/read';
import {
  acknowledge,
  approve,
  askExtension,
  assign,
  confirm,
  dispute,
  given,
  handle,
  HOUR,
  ISSUE,
  reject,
  reopen,
  type Given,
} from '../domain/given';

const policies = readPolicies();

/** Two texts speak to whoever has acknowledged and to whoever has not: one of their commands is not possible now. */
const BOTH: readonly Template[] = ['assigned', 'tier-alerted'];

interface Told {
  readonly notice: Notice;
  readonly state: IssueState;
}
/** Of each event of a history, with the issue as it was then. */
function toldIn({ log }: Given): readonly Told[] {
  let state: IssueState | null = null;
  return log.flatMap((recorded) => {
    const after = (state = evolve(ISSUE, state, recorded));
    return notices(after, recorded.event).map((notice) => ({ notice, state: after }));
  });
}

const taken = (): Given => given().and(acknowledge('lead'));
const HISTORIES: readonly Given[] = [
  given().pass(60 * HOUR),
  taken().and(askExtension('lead')).and(approve('grid')),
  taken().and(askExtension('lead')).and(reject('grid')),
  taken()
    .and(askExtension('lead'))
    .pass(9 * HOUR),
  taken().and(assign('lead', 'lead')),
  taken()
    .and(handle('lead'))
    .pass(30 * HOUR),
  taken().and(handle('lead')).and(confirm()).and(reopen()),
  taken().and(handle('lead')).and(dispute()),
];

const commandsOf = ({ notice, state }: Told, lang: Lang): readonly string[] =>
  renderNotice(policies, lang, notice, state).body.match(/\b(npx )?doorstep .*/g) ?? [];

/** As a shell cuts it. */
const wordsIn = (command: string): readonly string[] =>
  (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ''));

async function parsed(command: string): Promise<string> {
  const seen: string[] = [];
  const env = { DOORSTEP_AS: 'nobody-said' };
  const io = { out: () => undefined, err: () => undefined, env, stopped: new AbortController().signal };
  const program = buildProgram(io, 'en', wordsOf('en'), async (session) => void seen.push(session.actor()));
  await program.parseAsync(wordsIn(command).slice(2), { from: 'user' });
  return seen.join();
}

describe.each(LANGS)('in %s', (lang) => {
  const told = HISTORIES.flatMap(toldIn).map((one) => ({ ...one, commands: commandsOf(one, lang) }));

  test('the histories tell of most that people are told', () => {
    expect(new Set(told.map(({ notice }) => notice.template)).size).toBeGreaterThanOrEqual(TEMPLATES.length - 3);
  });

  test('every command is understood, names its reader as the one who acts, and has what it needs', async () => {
    for (const { notice, state, commands } of told) {
      expect(commands.length).toBeGreaterThan(0);
      for (const command of commands) {
        const [npx, , name = '', issue, ...rest] = wordsIn(command);
        expect([npx, issue]).toEqual(['npx', state.id]);
        const actor = await parsed(command);
        if (!rest.includes('--as')) {
          expect(['show', 'explain', 'timeline']).toContain(name);
          continue;
        }
        expect(actor).toBe(notice.recipient);
        const acts = (name === 'ack' ? 'acknowledge' : name) as CommandName;
        expect(wordsIn(command)).toEqual(wordsIn(exampleOf(acts, state.id, notice.recipient)));
        const offer = explain(state).offers.find((one) => one.command === acts);
        if (!BOTH.includes(notice.template))
          expect([command, offer?.whom]).toEqual([command, expect.arrayContaining([notice.recipient])]);
      }
    }
  });
});
