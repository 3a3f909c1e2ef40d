/** `doorstep user`, `key` and `access` against a real PostgreSQL. */
import { run } from '../../clients/cli/main';
import { checkAccount, findKey, logAccess, type Database } from '../../store';
import { identityWorldForTests, PASSWORD } from './identity-world';

let database: Database;
const world = identityWorldForTests();
beforeAll(() => ({ database } = world()));

describe('at the command line', () => {
  async function cli(words: string, stdin = ''): Promise<{ code: number; out: string; err: string }> {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await run(words.split(' '), {
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      env: { ...process.env, DATABASE_URL: world().databaseUrl, DOORSTEP_DATA: world().folder, LANG: 'en' },
      stopped: new AbortController().signal,
      stdin: async () => stdin,
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  }

  it('makes, lists, disables and renews accounts', async () => {
    expect(await cli('user add lead-oleaster-1', `${PASSWORD}\n`)).toMatchObject({ code: 0 });
    expect(await checkAccount(database, 'lead-oleaster-1', PASSWORD)).toMatchObject({ person: 'lead-oleaster-1' });
    expect(await cli('user add not-in-the-directory', PASSWORD)).toMatchObject({ code: 4 });
    expect(await cli('user add root --operator', PASSWORD)).toMatchObject({ code: 0 });
    expect((await cli('user add root --operator', PASSWORD)).err).toContain('ACCOUNT_EXISTS');
    expect((await cli('user add root-2 --operator', 'short')).err).toContain('PASSWORD_UNFIT');
    expect((await cli('user list')).out).toMatch(/lead-oleaster-1 .*active/);
    expect(await cli('user disable lead-oleaster-1')).toMatchObject({ code: 0 });
    expect(await cli('user disable lead-oleaster-1')).toMatchObject({ code: 0 });
    expect((await cli('user disable nobody')).err).toContain('ACCOUNT_UNKNOWN');
    expect(await checkAccount(database, 'lead-oleaster-1', PASSWORD)).toBeUndefined();
    expect(await cli('user enable lead-oleaster-1')).toMatchObject({ code: 0 });
    expect(await cli('user password lead-oleaster-1', 'words of another day')).toMatchObject({ code: 0 });
    expect(await checkAccount(database, 'lead-oleaster-1', 'words of another day')).toBeDefined();
  });

  it('makes a key that is shown once, lists it and takes it away', async () => {
    const made = await cli(
      'key add app --scope issues.read --scope issues.act --unit oleaster --act-for --expires-in 90d --json',
    );
    const { secret, key } = JSON.parse(made.out) as { secret: string; key: { id: string } };
    expect(await findKey(database, secret)).toMatchObject({ id: key.id, actsFor: true, units: ['oleaster'] });
    const { out } = await cli('key list');
    expect(out).toContain(key.id);
    expect(out).not.toContain(secret);
    expect((await cli('key add app --scope issues.eat')).err).toContain('ARGUMENT_INVALID');
    expect((await cli('key add app --scope issues.read --unit nowhere')).err).toContain('UNIT_UNKNOWN');
    expect((await cli('key add app --scope issues.read --person lead-oleaster-1 --act-for')).err).toContain('not both');
    expect(await cli(`key revoke ${key.id}`)).toMatchObject({ code: 0 });
    expect((await cli(`key revoke ${key.id}`)).err).toContain('KEY_UNKNOWN');
    expect(await findKey(database, secret)).toBeUndefined();
  });

  it('shows the access log', async () => {
    const entry = {
      who: 'person:a',
      operation: 'issue.read',
      subject: 'issue:i-1',
      reason: 'not-seen',
      requestId: null,
    };
    await logAccess(database, [{ ...entry, outcome: 'refused' }]);
    const { out } = await cli('access list --who person:a --outcome refused');
    expect(out).toMatch(/person:a +refused +issue.read +issue:i-1 +not-seen/);
    expect((await cli('access list --outcome eaten')).code).toBe(2);
  });
});
