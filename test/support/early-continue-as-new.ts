/** A Temporal server that suggests continue-as-new after few events instead of thousands. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPORAL } from '../../stack/binaries/go-servers';
import { resolveProgram } from '../../stack/binaries/resolve';

/** The environment of such a stack; the program it names adds one option to the real one. */
export async function suggestingAfter(events: number, folder: string): Promise<NodeJS.ProcessEnv> {
  const program = await resolveProgram(TEMPORAL, process.env, () => undefined);
  const wrapper = join(folder, 'temporal-suggesting-early');
  const option = `-dynamic-config=limit.historyCount.suggestContinueAsNew=${events}`;
  writeFileSync(
    wrapper,
    `#!/bin/sh\ncase "$1" in -version) exec '${program}' "$@" ;; esac\nexec '${program}' "$@" '${option}'\n`,
    { mode: 0o755 },
  );
  return { [TEMPORAL.variable]: wrapper };
}
