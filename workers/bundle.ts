/**
 * The workflow code as one file, made once per version of the code: a worker that bundles at its start takes three
 * times as long to come back and twice the memory.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const NAME = 'workflow-bundle-';
/** Folders whose code ends up in the bundle. */
const SOURCES = ['domain', 'contracts', 'workflows'];

/** The path of the bundle for the code beside this file; makes it when it is not there. */
export async function workflowBundle(root = resolve(__dirname, '..')): Promise<string> {
  const path = join(root, `${NAME}${fingerprint(root)}.js`);
  if (existsSync(path)) return path;
  const extension = existsSync(join(root, 'workflows/index.js')) ? 'js' : 'ts';
  const entry = join(root, 'workflows', `index.${extension}`);
  // Only here, for it brings half of what a process loads at its start.
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({
    workflowsPath: entry,
    // Evaluated once instead of once an issue. Sound because no module of ours keeps state.
    preloadModules: [entry],
    payloadConverterPath: join(root, 'workflows', `payload-converter.${extension}`),
    logger: new DefaultLogger('WARN'),
  });
  // Two workers may make it at once: each writes its own file, the last rename wins, both are the same.
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, code);
  renameSync(mine, path);
  return path;
}

/** Which version of the code a bundle is: 16 hexadecimal digits. */
export const versionOf = (path: string): string => basename(path, '.js').slice(NAME.length);

function fingerprint(root: string): string {
  const hash = createHash('sha256')
    .update(readFileSync(require.resolve('@temporalio/workflow/package.json')))
    .update(readFileSync(__filename));
  for (const folder of SOURCES) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.[jt]s$/.test(name),
    );
    for (const name of names.sort()) hash.update(name).update(readFileSync(join(root, folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

if (require.main === module) {
  workflowBundle().then(
    (path) => process.stdout.write(`${path}\n`),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
