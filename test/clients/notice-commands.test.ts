/** What a notice tells its reader to type can be copied as it stands: the command line understands it, and the rules allow it. */
import { wordsOf } from '../../clients/cli/lang';
import { buildProgram } from '../../clients/cli/program';
import { exampleOf } from '../../clients/cli/show/example';
import {
  explain,
  notices,
  type CommandName,
  type IssueEvent,
  type IssueState,
  type Notice,
  type Template,
} from '../../domain';
import { renderNotice } from '../../domain/messages/render';
import { LANGS, type Lang } from '../../domain/procedure/documents/words';
import { placesOf } from '../../domain/kernel/deputies';
import { TEMPLATES } from '../../domain/kernel/notice';
import { policiesFolder, readPolicies } from '../../policies/read';
import { pin } from '../../domain/directory/pin';
import { lookUpIn } from '../../domain/procedure/fixtures/look-up';
import { parseFixtures } from '../../domain/procedure/fixtures/parse';
import { Play, type Watcher } from '../../domain/procedure/fixtures/play';
import { readFixtureSources } from '../../policies/read-fixtures';

const policies = readPolicies();

/** Texts that speak to people in different places, each of whom has another command: one of them is not possible now. */
const BOTH: readonly Template[] = [
  'handed-over',
  'assigned',
  'tier-alerted',
  'tier-reminded',
  'approval-approved',
  'deadline-near',
  'part-overdue',
  'part-finished',
  'supervised',
];
/** Nothing is there to be typed, or it has not been told yet in any scenario: the lead of linked issues, rules that break. */
const UNTOLD: readonly Template[] = ['linked', 'unlinked', 'rules-changed', 'quarantined', 'reclassified'];

interface Told {
  readonly notice: Notice;
  readonly state: IssueState;
  /** After the event that follows: a step may end with another than the one that tells. */
  then: IssueState;
}

/** What people are told in every scenario of the shipped procedures, with the issue as it was then. */
function toldInScenarios(): readonly Told[] {
  const told: Told[] = [];
  let latest: Told[] = [];
  let event: IssueEvent | null = null;
  const watcher: Watcher = {
    accepted: () => undefined,
    ranOut: () => undefined,
    happened: (happened) => void (event = happened),
    stood: (state) => {
      for (const one of latest) one.then = state;
      latest = event === null ? [] : notices(state, event).map((notice) => ({ notice, state, then: state }));
      told.push(...latest);
    },
  };
  for (const { scenarios } of parseFixtures(readFixtureSources(policiesFolder()), policies)) {
    for (const scenario of scenarios) {
      latest = [];
      const play = new Play(scenario, pin(policies, scenario.report), watcher, lookUpIn(policies, scenario.absent));
      for (const { when } of scenario.steps) play.step(when);
    }
  }
  return told;
}
const TOLD = toldInScenarios();

const commandsOf = ({ notice, state }: Told, lang: Lang): readonly string[] =>
  renderNotice(policies, lang, notice, state).body.match(/\b(npx )?doorstep .*/g) ?? [];

/** As a shell cuts it. */
const wordsIn = (command: string): readonly string[] =>
  (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ''));

const known = new Map<string, Promise<string>>();
/** The same words are understood the same way every time. */
function parsed(command: string): Promise<string> {
  const answer = known.get(command) ?? parse(command);
  known.set(command, answer);
  return answer;
}

async function parse(command: string): Promise<string> {
  const seen: string[] = [];
  const env = { DOORSTEP_AS: 'nobody-said' };
  const io = { out: () => undefined, err: () => undefined, env, stopped: new AbortController().signal };
  const program = buildProgram(io, 'en', wordsOf('en'), async (session) => void seen.push(session.actor()));
  await program.parseAsync(wordsIn(command).slice(2), { from: 'user' });
  return seen.join();
}

describe.each(LANGS)('in %s', (lang) => {
  const told = TOLD.map((one) => ({ ...one, commands: commandsOf(one, lang) }));

  test('the histories tell of most that people are told', () => {
    const templates = new Set(told.map(({ notice }) => notice.template));
    expect(TEMPLATES.filter((template) => !templates.has(template) && !UNTOLD.includes(template))).toEqual([]);
  });

  test('every command is understood, names its reader as the one who acts, and has what it needs', async () => {
    for (const { notice, state, then, commands } of told) {
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
        // Each answer of a resident has a command of its own.
        const example = exampleOf(acts, state.id, notice.recipient).replace('<party>', notice.facts.party ?? '');
        if (acts !== 'call-back') expect(wordsIn(command)).toEqual(wordsIn(example));
        const offers = [...explain(state).offers, ...explain(then).offers].filter((one) => one.command === acts);
        if (!BOTH.includes(notice.template))
          expect([
            command,
            placesOf(state, notice.recipient).filter((place) => offers.some(({ whom }) => whom.includes(place))),
          ]).not.toEqual([command, []]);
      }
    }
  });
});
