/** The rules of the place that the tests play in: short clocks beside the texts that ship. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../contracts/package-root';

/** Puts them together in `folder`, as DOORSTEP_POLICIES wants them. */
export function layOutPolicies(folder: string): string {
  cpSync(join(__dirname, 'policies'), folder, { recursive: true });
  cpSync(join(packageRoot(), 'policies', 'messages'), join(folder, 'messages'), { recursive: true });
  return folder;
}
