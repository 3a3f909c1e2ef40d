/** What is said of gaps, to people of any language: posts, units and times, and nobody's name. */
import { cellName, type Gap } from '../../domain/duty/coverage';
import type { Policies } from '../../domain/procedure/policies';

export type NamedGap = Pick<Gap, 'role' | 'unit' | 'competence' | 'fromMs' | 'untilMs'>;

export interface GapsText<G extends NamedGap> {
  readonly text: string;
  /** Those that it tells of, by their cell. */
  readonly told: readonly G[];
}

const HEAD = '每个方格都不能落下：以下岗位将无人当值。Nobody will be on duty:';
const FOOT = 'npx doorstep coverage';

/**
 * 每个方格都不能落下: a line for each cell, with its first gap and how many more there are; as many cells as the text has room
 * for, and at least one. Of the others it says only how many they are.
 * @param longest of the text, in characters
 */
export function gapsText<G extends NamedGap>(policies: Policies, gaps: readonly G[], longest: number): GapsText<G> {
  const cells = new Map<string, G[]>();
  for (const gap of gaps) cells.set(cellName(gap), [...(cells.get(cellName(gap)) ?? []), gap]);
  const textOf = (lines: readonly string[]): string =>
    [HEAD, ...lines, ...rest(cells.size - lines.length), FOOT].join('\n');
  const lines: string[] = [];
  const told: G[] = [];
  for (const ofCell of cells.values()) {
    const next = line(policies, ofCell);
    const isFirst = lines.length === 0;
    if (textOf([...lines, next]).length > longest && !isFirst) break;
    lines.push(isFirst ? cut(next, longest - textOf(['']).length) : next);
    told.push(...ofCell);
  }
  return { text: textOf(lines), told };
}

const rest = (cells: number): readonly string[] =>
  cells === 0 ? [] : [`… 另有 ${cells} 个方格，and ${cells} more cells`];

/** Not amid a character. */
const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;

function line(policies: Policies, [first, ...more]: readonly NamedGap[]): string {
  if (first === undefined) return '';
  const { roles, units } = policies.directory;
  const [role, unit] = [roles.get(first.role)?.name, units.get(first.unit)?.name];
  const at = clock(zoneAt(policies, first.unit));
  const rest = more.length === 0 ? '' : ` (+${more.length})`;
  const competence = first.competence?.join(', ');
  const lacking = competence === undefined ? '' : ` [无人具备资格，nobody is competent: ${competence}]`;
  return `${role?.zh ?? first.role}，${unit?.zh ?? first.unit} · ${role?.en ?? first.role}, ${unit?.en ?? first.unit}${lacking}: ${at(first.fromMs)} – ${at(first.untilMs)}${rest}`;
}

function clock(timeZone: string): (atMs: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (atMs) => format.format(atMs);
}

function zoneAt({ directory, community }: Policies, unit: string): string {
  const around = [directory.units.get(unit), ...(directory.above.get(unit) ?? [])];
  return around.find((one) => one?.zone !== undefined)?.zone ?? community.zone;
}
