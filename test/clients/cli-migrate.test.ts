/** What other rules would do to issues under way is shown before it is done, and goes on after an interruption. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarApply, calendarPreview } from '../../clients/cli/commands/calendar-preview';
import { procedureMigrate } from '../../clients/cli/commands/procedure-migrate';
import { wordsOf } from '../../clients/cli/lang';
import { openSession, type Session } from '../../clients/cli/session';
import { DoorstepError } from '../../contracts/errors';
import type { Doorstep } from '../../clients/sdk';
import {
  decide,
  open,
  record,
  type CommandId,
  type IssueId,
  type IssueState,
  type PersonId,
  type Report,
  type UnitId,
} from '../../domain';
import { pin } from '../../domain/directory/pin';
import { repin } from '../../policies/repin';
import { rulesRequest, rulesThen } from '../../contracts/rules-request';
import { policiesFolder, readPolicies } from '../../policies/read';

const HOUR = 3_600_000;
const shipped = readPolicies(policiesFolder({}));
const openedAtMs = Date.now() - HOUR;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-policies-'));
  cpSync(policiesFolder({}), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const edit = (file: string, change: (text: string) => string): void => {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};
/** The four-tier loop with twice the time for its first tier. */
const newVersion = (): void =>
  edit('procedures/default.yaml', (text) =>
    text.replace('version: 2', 'version: 3').replace('handle: 8h', 'handle: 16h'),
  );

const report = (unit: string, category = 'lamps'): Report => ({
  text: '灯不亮',
  category,
  severity: 'normal',
  unit: unit as UnitId,
  reporter: 'resident-01' as PersonId,
  channel: 'app',
});

/** A Doorstep of pure rules: what it holds, and what it was asked to migrate. */
class Fake {
  readonly issues = new Map<string, IssueState>();
  readonly names: string[] = [];
  /** The documents that its engines have read; null: those of the folder, at each command. */
  engine: typeof shipped | null = null;

  report(id: string, what: Report): void {
    const rules = pin(shipped, what);
    const from = { actor: what.reporter, commandId: 'open' as CommandId, occurredAtMs: openedAtMs };
    this.issues.set(id, record(id as IssueId, null, open(what, rules, openedAtMs), from).after);
  }

  list: Doorstep['list'] = async ({ after = '', limit = 50 } = {}) =>
    [...this.issues.values()]
      .filter(({ id, stage }) => id > after && stage !== 'closed')
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, limit);

  migrate: Doorstep['migrate'] = async (issue, { by, what, reason }, { commandId = '' } = {}) => {
    this.names.push(`${issue} ${commandId}`);
    const state = this.issues.get(issue)!;
    const nowMs = Date.now();
    const wanted = what === 'calendar' ? ({ what } as const) : ({ what, procedure: state.rules.procedure } as const);
    const found = repin(this.engine ?? readPolicies(folder), rulesRequest(state, wanted), { anchorMs: 0, startMs: 0 });
    const command = { type: 'migrate', by: by, what, reason } as const;
    const decision = decide(state, command, nowMs, nowMs, { rules: rulesThen(state, found) });
    if (!decision.ok) throw new DoorstepError(decision.refusal.code, decision.refusal.message);
    const from = { actor: by, commandId: commandId as CommandId, occurredAtMs: nowMs };
    const { after } = record(issue, state, decision.events, from);
    this.issues.set(issue, after);
    return { issue, seq: after.seq, stage: after.stage, tier: after.tier, repeated: false };
  };
}

interface Said {
  readonly text: string;
  readonly exit: number;
}
interface Asked {
  readonly lang?: 'en' | 'zh';
  readonly json?: boolean;
  readonly as?: string;
}
async function said(
  fake: Fake,
  run: (session: Session) => Promise<number>,
  { lang = 'en', json = false, as }: Asked = {},
): Promise<Said> {
  const out: string[] = [];
  const io = {
    out: (text: string) => void out.push(text),
    err: () => undefined,
    env: { DOORSTEP_DATA: '/nowhere', DOORSTEP_POLICIES: folder },
    stopped: new AbortController().signal,
  };
  const session = openSession(io, lang, wordsOf(lang), { json, ...(as === undefined ? {} : { as }) });
  const exit = await run({ ...session, doorstep: async () => fake as unknown as Doorstep });
  return { text: out.join('\n'), exit };
}

const lamps = (): Fake => {
  const fake = new Fake();
  fake.report('i-1', report('oleaster-1'));
  fake.report('i-2', report('tamarisk-2'));
  fake.report('i-3', report('oleaster-1', 'greening'));
  return fake;
};

describe('doorstep procedure migrate', () => {
  test('a preview shows what would move, whom it tells, and writes nothing', async () => {
    newVersion();
    const fake = lamps();
    const before = [...fake.issues.values()];
    const { text, exit } = await said(fake, (session) => procedureMigrate(session, 'default', {}));
    expect(exit).toBe(0);
    expect(text).toContain('Issues under way, put under default@3:');
    expect(text).toMatch(/i-1 +Oleaster Lane, building 1 +building-lead +the time to handle: .* → .* +8h later/);
    expect(text).not.toContain('i-3');
    expect(text).toContain('2 looked at: 2 change (2 of them move a deadline), 0 are under these rules already, 0 can');
    expect(text).toContain('Notices: 4 (rules-changed 4).');
    expect(text).toContain('doorstep procedure migrate default --apply --as <person>');
    expect([...fake.issues.values()]).toEqual(before);
  });

  test('for programs every issue with every instant; --unit is a place with all that is in it', async () => {
    newVersion();
    const { text } = await said(lamps(), (session) => procedureMigrate(session, 'default', { unit: 'oleaster' }), {
      json: true,
    });
    expect(JSON.parse(text)).toMatchObject({
      what: 'procedure',
      rules: 'default@3',
      counts: { open: 1, changes: 1, moves: 1, largestShiftMs: 8 * HOUR, units: { 'oleaster-1': { moves: 1 } } },
      changes: [
        {
          issue: 'i-1',
          rules: { from: 'default@2', to: 'default@3' },
          deadlines: [
            {
              clock: 'handle',
              fromAt: new Date(openedAtMs + 8 * HOUR).toISOString(),
              toAt: new Date(openedAtMs + 16 * HOUR).toISOString(),
            },
          ],
          joins: [],
        },
      ],
    });
  });

  test('who is on duty then, and what would be refused, by whom it may not be given and what it would break', async () => {
    edit('community.yaml', (text) => text.replace(/lead-oleaster-1\b/g, 'lead-new'));
    newVersion();
    const fake = lamps();
    const preview = await said(fake, (session) => procedureMigrate(session, 'default', {}));
    expect(preview.text).toMatch(/on duty then: 乌日娜 \(lead-new\); no longer on duty: lead-oleaster-1/);
    const acknowledged = record(
      'i-1' as IssueId,
      fake.issues.get('i-1')!,
      [{ type: 'acknowledged', by: 'lead-oleaster-1' as PersonId }],
      { actor: 'lead-oleaster-1', commandId: 'c' as CommandId, occurredAtMs: openedAtMs },
    );
    fake.issues.set('i-1', acknowledged.after);
    const broken = await said(fake, (session) => procedureMigrate(session, 'default', {}));
    expect(broken.text).toMatch(/i-1 +MIGRATION_BREAKS +.*do not name lead-oleaster-1/);
    const stranger = await said(fake, (session) => procedureMigrate(session, 'default', {}), { as: 'resident-01' });
    expect(stranger.text).toMatch(/i-2 +NOT_YOURS_TO_DO/);
  });

  test('--apply does it under names of its own, and a second run finds nothing left to do', async () => {
    newVersion();
    const fake = lamps();
    const apply = (session: Session) => procedureMigrate(session, 'default', { apply: true });
    await expect(said(fake, apply)).rejects.toMatchObject({ code: 'ACTOR_MISSING' });
    const first = await said(fake, apply, { as: 'committee-1' });
    expect(first).toMatchObject({ exit: 0 });
    expect(first.text).toContain('2 of 2 changed, 0 were refused.');
    expect(fake.issues.get('i-1')?.rules.version).toBe(3);
    expect(fake.names.sort()).toEqual(['i-1 migrate-procedure-1-default_3', 'i-2 migrate-procedure-1-default_3']);
    const second = await said(fake, apply, { as: 'committee-1' });
    expect(second.text).toContain('2 are under these rules already');
    expect(fake.names).toHaveLength(2);
  });

  test('engines that have not read the documents yet: nothing changes, and it is said what to do', async () => {
    newVersion();
    const fake = lamps();
    fake.engine = shipped;
    const { text, exit } = await said(fake, (session) => procedureMigrate(session, 'default', { apply: true }), {
      as: 'committee-1',
    });
    expect(exit).toBe(1);
    expect(text).toContain('Start them anew');
  });

  test('servers that are away end it, and an unknown procedure or place is named', async () => {
    newVersion();
    const fake = lamps();
    fake.migrate = () => Promise.reject(new DoorstepError('SERVER_AWAY', 'away'));
    await expect(
      said(fake, (session) => procedureMigrate(session, 'default', { apply: true }), { as: 'committee-1' }),
    ).rejects.toMatchObject({ code: 'SERVER_AWAY' });
    await expect(said(fake, (session) => procedureMigrate(session, 'defualt', {}))).rejects.toMatchObject({
      code: 'PROCEDURE_UNKNOWN',
    });
    await expect(
      said(fake, (session) => procedureMigrate(session, 'default', { unit: 'nowhere' })),
    ).rejects.toMatchObject({
      code: 'UNIT_UNKNOWN',
    });
  });
});

describe('doorstep calendar preview', () => {
  /** Tomorrow and the whole week after it are holidays. */
  const draft = (): string => {
    const day = (days: number) => new Date(openedAtMs + days * 24 * HOUR).toISOString().slice(0, 10);
    const text = readFileSync(join(folder, 'calendars/cn-office.yaml'), 'utf8')
      .replace('version: 1', 'version: 2')
      .replace(/known-through: .*/, `known-through: ${Number(day(20).slice(0, 4))}-12-31`)
      .replace(
        /holidays:[^]*source:/,
        `holidays:\n  - { from: ${day(1)}, to: ${day(12)}, name: { zh: 假, en: Rest } }\nsource:`,
      );
    const file = join(folder, 'draft.yaml');
    writeFileSync(file, text);
    return file;
  };

  test('the blast radius of a draft: only what counts working time, from when to when, and nothing is written', async () => {
    const fake = lamps();
    const before = [...fake.issues.values()];
    const { text, exit } = await said(fake, (session) => calendarPreview(session, draft(), {}));
    expect(exit).toBe(0);
    expect(text).toContain('counted by cn-office@2');
    expect(text).toMatch(/i-3 .*the time to handle: .* → .* later/);
    expect(text).toContain('1 looked at: 1 change (1 of them move a deadline)');
    expect(text).not.toMatch(/i-1|i-2/);
    expect([...fake.issues.values()]).toEqual(before);
    const chinese = await said(fake, (session) => calendarPreview(session, draft(), {}), { lang: 'zh' });
    expect(chinese.text).toContain('共查看 1 件');
    rmSync(join(folder, 'draft.yaml'));
  });

  test('in force it is applied; a calendar that is in use moves nothing', async () => {
    const fake = lamps();
    const none = await said(fake, (session) => calendarPreview(session, undefined, {}));
    expect(none.text).toContain('1 are under these rules already');
    cpSync(draft(), join(folder, 'calendars/cn-office-2.yaml'));
    rmSync(join(folder, 'draft.yaml'));
    const { text } = await said(fake, (session) => calendarApply(session, {}), { as: 'committee-1' });
    expect(text).toContain('1 of 1 changed');
    expect(fake.issues.get('i-3')?.rules.workingTime?.name).toBe('cn-office@2');
    expect(fake.issues.get('i-3')?.clocks.handle?.charges.at(-1)?.why).toBe('calendar');
  });
});
