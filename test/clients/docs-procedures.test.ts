import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { procedureTest } from '../../clients/cli/commands/procedure';
import { wordsOf } from '../../clients/cli/lang';
import { openSession } from '../../clients/cli/session';
import { PAGE, withTables } from '../../policies/procedures-page';

const page = readFileSync(PAGE, 'utf8');
const blocks = (lang: string): readonly string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${lang}\\n([^]*?)\\n\`\`\``, 'g'))].map(([, text = '']) => text);

test('the tables of docs/procedures.md are in step with the schemas (`npm run docs` writes them)', () => {
  expect(withTables(page)).toBe(page);
  expect([...page.matchAll(/<!-- table: /g)]).toHaveLength(8);
});

describe('the examples of docs/procedures.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function play(text: string): Promise<{ said: string; exit: number }> {
    const file = join(folder, 'mine.yaml');
    writeFileSync(file, text);
    const out: string[] = [];
    const io = {
      out: (line: string) => void out.push(line),
      err: () => undefined,
      env: { DOORSTEP_DATA: '/nowhere' },
      stopped: new AbortController().signal,
    };
    const exit = await procedureTest(openSession(io, 'en', wordsOf('en'), {}), [file], {});
    return { said: out.join('\n').replaceAll(file, 'mine.yaml').trimEnd(), exit };
  }
  const [english = '', chinese = '', failing = '', ...more] = blocks('yaml');

  test.each([
    ['English', english],
    ['Chinese', chinese],
  ])('hold in %s', async (_, text) => {
    expect(await play(text)).toMatchObject({ exit: 0 });
    expect(more).toEqual([]);
  });

  test('or fail as it says there', async () => {
    expect(await play(failing)).toEqual({ exit: 1, said: blocks('text').at(-1) });
  });
});
