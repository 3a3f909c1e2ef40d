import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coverage } from '../../clients/cli/commands/coverage';
import { dutyCalendar, dutyPerson, dutyShow } from '../../clients/cli/commands/duty';
import { wordsOf } from '../../clients/cli/lang';
import { openSession, type Session } from '../../clients/cli/session';
import { policiesFolder } from '../../policies/read';

type Run = (session: Session) => Promise<number | void>;

const folder = mkdtempSync(join(tmpdir(), 'doorstep-duty-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The shipped documents with sections more; those of Tamarisk Alley are left out. */
function folderWith(sections: string): string {
  const target = mkdtempSync(join(folder, 'policies-'));
  cpSync(policiesFolder({}), target, { recursive: true });
  const file = join(target, 'community.yaml');
  const text = readFileSync(file, 'utf8').replace(
    /\n# In Tamarisk Alley[^]*?\ncategories:/,
    () => `\n${sections}\ncategories:`,
  );
  writeFileSync(file, text);
  return target;
}

async function ran(run: Run, options: { lang?: 'zh' | 'en'; json?: boolean; policies?: string } = {}) {
  const { lang = 'en', json = false, policies } = options;
  const out: string[] = [];
  const io = {
    out: (text: string) => void out.push(text),
    err: () => undefined,
    env: { DOORSTEP_DATA: '/nowhere', ...(policies === undefined ? {} : { DOORSTEP_POLICIES: policies }) },
    stopped: new AbortController().signal,
  };
  const code = await run(openSession(io, lang, wordsOf(lang), { json }));
  return { code, text: out.join('\n') };
}
const parsed = async (run: Run, policies?: string): Promise<unknown> =>
  JSON.parse((await ran(run, { json: true, ...(policies === undefined ? {} : { policies }) })).text);

describe('a tier that asks a competence', () => {
  const asking = folderWith('');
  const file = join(asking, 'procedures', 'default.yaml');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('- key: grid-worker\n', '- key: grid-worker\n    competence: electrical\n'),
  );
  const day = { unit: 'oleaster', role: 'grid-worker', at: '2026-12-08T12:00+08:00' };

  test('is shown once more, with who holds it and who is passed over', async () => {
    const { text } = await ran((session) => dutyShow(session, day), { policies: asking });
    expect(text.split('\n').slice(2)).toEqual([
      expect.stringMatching(/grid worker +高云飞 .*托娅 \(worker-oleaster-2\) +open +everybody of the post$/),
      expect.stringMatching(
        /grid worker \(electrical\) +高云飞 \(worker-oleaster-1\) +2027-06-30 .*; 托娅 \(worker-oleaster-2\) lacks the competence$/,
      ),
    ]);
    const zh = await ran((session) => dutyShow(session, day), { policies: asking, lang: 'zh' });
    expect(zh.text).toMatch(/网格员（electrical） .*托娅 \(worker-oleaster-2\)不具备所需资格/);
  });

  test('and coverage names the cells in which nobody on duty holds it', async () => {
    const { code, text } = await ran((session) => coverage(session, {}), { policies: asking });
    expect(code).toBe(1);
    expect(text).toMatch(/^2 of 19 cells /);
    expect(text).toMatch(/grid worker \(electrical\) +nobody on duty has the competence: 阿古拉/);
    expect((await ran((session) => coverage(session, {}), { policies: asking, lang: 'zh' })).text).toMatch(
      /网格员（electrical） +当值人员均不具备所需资格：阿古拉/,
    );
    expect(await parsed((session) => coverage(session, {}), asking)).toMatchObject({
      gaps: expect.arrayContaining([
        expect.objectContaining({ unit: 'poplar', competence: ['electrical'], why: 'not-competent' }),
      ]) as unknown,
    });
  });
});

describe('doorstep duty', () => {
  const monday = { unit: 'tamarisk', at: '2026-12-08T12:00+08:00' };

  test('show says who, until when and why, for a unit and everything below it', async () => {
    const { text } = await ran((session) => dutyShow(session, monday));
    expect(text).toMatch(/^On duty at 2026-12-08 12:00:00\. Times are of Asia\/Shanghai\.\n/);
    expect(text).toMatch(
      /grid worker +杜明远 \(worker-tamarisk-1\) +2026-12-14 08:00:00 \(in 5d 20h\) +turn of 杜明远/,
    );
    expect(text).toMatch(
      /Tamarisk Alley, building 4 +building lead +巴雅尔 \(lead-tamarisk-4\) +open +everybody of the post/,
    );
    expect(text).not.toContain('Oleaster');
    expect(text.split('\n')).toHaveLength(2 + 6);
    expect(
      (await ran((session) => dutyShow(session, { ...monday, role: 'grid-worker' }), { lang: 'zh' })).text,
    ).toMatch(
      /柽柳巷网格 +网格员 +杜明远 \(worker-tamarisk-1\) .*轮到杜明远 \(worker-tamarisk-1\)，至 2026-12-14 08:00/,
    );
  });

  test('show gives programs each hop', async () => {
    const absent = folderWith(
      [
        "absences: [{ person: lead-tamarisk-1, from: '2026-12-08', until: '2026-12-10' }]",
        'deputies: [{ person: lead-tamarisk-1, deputy: lead-tamarisk-3 }]',
      ].join('\n'),
    );
    expect(await parsed((session) => dutyShow(session, { ...monday, unit: 'tamarisk-1' }), absent)).toEqual({
      at: '2026-12-08T04:00:00.000Z',
      duties: [
        {
          unit: 'tamarisk-1',
          role: 'building-lead',
          people: ['lead-tamarisk-3'],
          hops: [
            { why: 'whole-post' },
            { why: 'absent', person: 'lead-tamarisk-1', until: '2026-12-09T16:00:00.000Z' },
            { why: 'deputy', person: 'lead-tamarisk-3', for: 'lead-tamarisk-1', until: '2026-12-09T16:00:00.000Z' },
          ],
          until: '2026-12-09T16:00:00.000Z',
        },
      ],
    });
  });

  test('person lists the shifts of the coming weeks', async () => {
    const { text } = await ran((session) => dutyPerson(session, 'worker-tamarisk-2', { weeks: '8' }));
    expect(text.split('\n')).toHaveLength(1 + 4 + (/ ago\)/.test(text) ? 1 : 0));
    expect(text).toMatch(/ 08:00:00 \(in .*Tamarisk Alley grid +grid worker +rotation/);
    expect((await ran((session) => dutyPerson(session, 'resident-01', {}))).text).toMatch(
      /open +open .*everybody of the post/,
    );
  });

  test('calendar is a feed and nothing else', async () => {
    const { text } = await ran((session) => dutyCalendar(session, 'worker-tamarisk-2', {}));
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    // The line end that is written after an answer completes the last one.
    expect(text).toMatch(/\r\nEND:VCALENDAR\r$/);
    expect(text.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThanOrEqual(4);
  });

  test.each<[string, Run, RegExp]>([
    ['UNIT_UNKNOWN', (session) => dutyShow(session, { unit: 'tamarix' }), /Did you mean "tamarisk"/],
    ['ROLE_UNKNOWN', (session) => dutyShow(session, { role: 'grid-werker' }), /Did you mean "grid-worker"/],
    ['PERSON_UNKNOWN', (session) => dutyPerson(session, 'worker-tamarisk-9', {}), /The person is not known/],
    ['ARGUMENT_INVALID', (session) => dutyShow(session, { at: 'now' }), /--at must be a time/],
    ['ARGUMENT_INVALID', (session) => dutyPerson(session, 'resident-01', { weeks: '0' }), /--weeks must be/],
  ])('%s names what is wrong', async (code, run, message) => {
    await expect(ran(run)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string });
  });
});

describe('doorstep coverage', () => {
  const office = folderWith(
    "rotations:\n  - { role: grid-worker, unit: tamarisk, layers: [{ people: [worker-tamarisk-1], every: { weeks: 1 }, start: '2026-01-05T08:00', hours: [{ from: '08:00', to: '20:00' }] }] }",
  );

  test('says so when every cell is covered, and ends with 0', async () => {
    const { code, text } = await ran((session) => coverage(session, {}));
    expect(code).toBe(0);
    expect(text).toMatch(/in every one of 19 cells\. 每个方格都不能落下/);
  });

  test('lists each gap with its time, place and reason, and ends with 1', async () => {
    const { code, text } = await ran((session) => coverage(session, { weeks: '1' }), { policies: office });
    expect(code).toBe(1);
    expect(text).toMatch(/^1 of 19 cells are without anybody on duty/);
    expect(text).toMatch(
      /20:00:00 \(in .*Tamarisk Alley grid \(tamarisk\) +grid worker +no layer of the rotation is on/,
    );
    expect((await ran((session) => coverage(session, {}), { policies: office, lang: 'zh' })).text).toMatch(
      /^每个方格都不能落下：今后 4 周，19 个方格中有 1 个出现无人当值/,
    );
  });

  test('gives programs the same', async () => {
    expect(await parsed((session) => coverage(session, { weeks: '1' }), office)).toMatchObject({
      ok: false,
      cells: 19,
      gaps: expect.arrayContaining([
        expect.objectContaining({ role: 'grid-worker', unit: 'tamarisk', why: 'off-duty', missing: [] }),
      ]) as unknown,
    });
  });
});
