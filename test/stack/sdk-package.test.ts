/** The SDK as a package has it: found by ES modules, by CommonJS and by the compiler, and nothing else of the product is. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../contracts/package-root';
import { buildWhenStale } from '../support/build';

const run = promisify(execFile);
/** How each entry is connected to; nothing is contacted before the first call. */
const ENTRIES = [
  ['sdk', `{ temporalAddress: '127.0.0.1:1', timeoutMs: 100 }`],
  ['http', `{ url: 'http://127.0.0.1:9', key: 'dsk_1', timeoutMs: 100 }`],
  ['nats', `{ url: '127.0.0.1:9', key: 'dsk_1', timeoutMs: 100 }`],
] as const;
const use = (options: string) => `
const issue = issueId('i-1');
const doorstep = await connectDoorstep(${options});
try { personId('Not An Id'); } catch (error) {
  console.log(error instanceof DoorstepError, error.code, typeof doorstep.acknowledge, issue);
}
await doorstep.close();`;

let folder: string;
beforeAll(() => {
  buildWhenStale();
  folder = mkdtempSync(join(tmpdir(), 'doorstep-consumer-'));
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(packageRoot(), join(folder, 'node_modules', 'doorstep'), 'dir');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const said = 'true ARGUMENT_INVALID function i-1\n';
const names = 'connectDoorstep, DoorstepError, issueId, personId';

it.each(
  ENTRIES.flatMap(([entry, options]) => [
    [`${entry}.mjs`, `import { ${names} } from 'doorstep/${entry}';\n${use(options)}`],
    [`${entry}.cjs`, `const { ${names} } = require('doorstep/${entry}');\n(async () => {${use(options)}})();`],
  ]),
)(
  '%s finds it',
  async (file, text) => {
    writeFileSync(join(folder, file), text);
    expect((await run(process.execPath, [join(folder, file)], { cwd: folder })).stdout).toBe(said);
  },
  60_000,
);

it.each(
  ENTRIES.flatMap(([entry, options]) => [
    [`${entry}.mts`, entry, options],
    [`${entry}.cts`, entry, options],
  ]),
)(
  'the compiler finds its types from %s',
  async (file, entry, options) => {
    const text = `import { connectDoorstep, issueId, personId, type IssueReceipt, type Issues } from 'doorstep/${entry}';
export async function acknowledge(): Promise<IssueReceipt> {
  const doorstep: Issues = await connectDoorstep(${options});
  // @ts-expect-error a text is no person
  void doorstep.acknowledge(issueId('i-1'), { by: 'lead-1' });
  return doorstep.acknowledge(issueId('i-1'), { by: personId('lead-1') });
}
`;
    writeFileSync(join(folder, file), text);
    const tsc = join(packageRoot(), 'node_modules', '.bin', 'tsc');
    const flags = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2023,dom',
    ];
    await run(tsc, [...flags, '--types', '', join(folder, file)], { cwd: folder }).catch(
      ({ stdout }: { stdout: string }) => {
        throw new Error(stdout);
      },
    );
  },
  60_000,
);

it('what is inside stays inside', async () => {
  writeFileSync(
    join(folder, 'inside.mjs'),
    `import('doorstep/dist/store/index.js').catch(({ code }) => console.log(code));`,
  );
  expect((await run(process.execPath, [join(folder, 'inside.mjs')], { cwd: folder })).stdout).toBe(
    'ERR_PACKAGE_PATH_NOT_EXPORTED\n',
  );
}, 60_000);
