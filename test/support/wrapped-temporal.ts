/** The real Temporal server behind a few lines of shell. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPORAL } from '../../stack/binaries/go-servers';
import { resolveProgram } from '../../stack/binaries/resolve';

/** The environment of such a stack. @param before shell that runs before each start @param option added to the server's own */
export async function wrappedTemporal(
  folder: string,
  { before = '', option = '' }: { readonly before?: string; readonly option?: string },
): Promise<NodeJS.ProcessEnv> {
  const program = await resolveProgram(TEMPORAL, process.env, () => undefined);
  const wrapper = join(folder, 'temporal-wrapped');
  const lines = [
    '#!/bin/sh',
    `case "$1" in -version) exec '${program}' "$@" ;; esac`,
    before,
    `exec '${program}' "$@" ${option === '' ? '' : `'${option}'`}`,
  ];
  writeFileSync(wrapper, `${lines.join('\n')}\n`, { mode: 0o755 });
  return { [TEMPORAL.variable]: wrapper };
}
