import { calendarDue, calendarList, calendarShow } from '../../clients/cli/commands/calendar';
import { wordsOf } from '../../clients/cli/lang';
import { openSession, type Session } from '../../clients/cli/session';
import { DoorstepError } from '../../contracts/errors';

type Lang = 'zh' | 'en';

/** What a command says, in the shipped policies. */
async function said(run: (session: Session) => Promise<void>, lang: Lang = 'en', json = false): Promise<string> {
  const out: string[] = [];
  const io = {
    out: (text: string) => void out.push(text),
    err: () => undefined,
    env: { DOORSTEP_DATA: '/nowhere' },
    stopped: new AbortController().signal,
  };
  await run(openSession(io, lang, wordsOf(lang), { json }));
  return out.join('\n');
}
const parsed = async (run: (session: Session) => Promise<void>): Promise<unknown> =>
  JSON.parse(await said(run, 'en', true));

describe('doorstep calendar', () => {
  test('list names each calendar and where it holds', async () => {
    expect(await said((session) => calendarList(session))).toMatch(
      /cn-office@1 +Office calendar +Asia\/Shanghai +2026-12-31 +7h +35 h +camelbell/,
    );
    expect(await parsed((session) => calendarList(session))).toMatchObject({
      calendars: [{ calendar: 'cn-office@1', knownThrough: '2026-12-31', holds: ['camelbell'] }],
    });
  });

  test('show has a line a day: hours, holidays, make-up workdays', async () => {
    const october = await said((session) => calendarShow(session, 'cn-office', { month: '2026-10' }));
    expect(october).toContain('2026-10: 18 working days');
    expect(october).toMatch(/2026-10-07 +Wed +National Day/);
    expect(october).toMatch(/2026-10-08 +Thu +08:30-12:00 {2}14:00-17:30\n/);
    expect(october).toMatch(/2026-10-10 +Sat +08:30-12:00 {2}14:00-17:30 +make-up workday/);
    expect(october.split('\n')).toHaveLength(2 + 31);
    expect(await said((session) => calendarShow(session, 'cn-office', { month: '2026-10' }), 'zh')).toMatch(
      /2026-10-10 +周六 .*调休上班/,
    );
    expect(await said((session) => calendarShow(session, 'cn-office', { month: '2027-02' }))).toMatch(
      /2027-02-28 +Sun +holidays not published yet$/,
    );
  });

  test('due says when, how much is worked until then, and which days are skipped and why', async () => {
    const due = (term: string, from: string) => (session: Session) => calendarDue(session, 'cn-office', term, { from });
    const text = await said(due('6wd', '2026-09-18T16:00+08:00'));
    expect(text).toContain('6wd from 2026-09-18 16:00:00 on is due at 2026-09-28 16:00:00');
    expect(text).toContain('42 h');
    expect(text).toMatch(/4 days are skipped:\n {2}2026-09-19 Sat\n {2}2026-09-25 Fri Mid-Autumn Festival\n/);
    expect(await parsed(due('6wd', '2026-09-18T16:00+08:00'))).toMatchObject({
      fromAt: '2026-09-18T08:00:00.000Z',
      dueAt: '2026-09-28T08:00:00.000Z',
      provisional: false,
      skipped: [{ day: '2026-09-19', weekday: 'saturday', holiday: null }, { day: '2026-09-25' }, {}, {}],
    });
    expect(await said(due('1wd', '2026-12-31T17:00+08:00'))).toContain(
      'Provisional: holidays are published through 2026-12-31',
    );
    expect(await parsed(due('2d', '2026-10-01T00:00+08:00'))).toMatchObject({
      dueAt: '2026-10-02T16:00:00.000Z',
      skipped: [],
    });
  });

  test.each([
    ['CALENDAR_UNKNOWN', (session: Session) => calendarShow(session, 'cn-ofice', {}), /Did you mean "cn-office"/],
    [
      'ARGUMENT_INVALID',
      (session: Session) => calendarShow(session, 'cn-office', { month: '2026-13' }),
      /--month must be a month/,
    ],
    ['ARGUMENT_INVALID', (session: Session) => calendarDue(session, 'cn-office', '5 days', {}), /term must be a span/],
    ['ARGUMENT_INVALID', (session: Session) => calendarDue(session, 'cn-office', '1wd 2h', {}), /mixes/],
    [
      'ARGUMENT_INVALID',
      (session: Session) => calendarDue(session, 'cn-office', '1wd', { from: 'now' }),
      /--from must be a time/,
    ],
  ] as const)('%s names what is wrong', async (code, run, reason) => {
    const error = await said(run).then(
      () => undefined,
      (refused: unknown) => refused,
    );
    expect(error).toBeInstanceOf(DoorstepError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(reason) as string });
  });
});
