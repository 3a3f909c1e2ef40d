/** What is said of gaps, to people of any language: posts, units and times, and nobody's name. */
import { cellName, type Gap } from '../../domain/duty/coverage';
import type { Policies } from '../../domain/procedure/policies';

/** A report has at most 2,000 characters. */
const MOST_CELLS = 12;

/** 每个方格都不能落下: a line for each cell, with its first gap and how many more there are. */
export function gapsText(policies: Policies, gaps: readonly Gap[]): string {
  const cells = new Map<string, Gap[]>();
  for (const gap of gaps) cells.set(cellName(gap), [...(cells.get(cellName(gap)) ?? []), gap]);
  const lines = [...cells.values()].slice(0, MOST_CELLS).map((ofCell) => line(policies, ofCell));
  const more = cells.size - lines.length;
  return [
    '每个方格都不能落下：以下岗位将无人当值。Nobody will be on duty:',
    ...lines,
    ...(more > 0 ? [`… 另有 ${more} 个方格，and ${more} more cells`] : []),
    'npx doorstep coverage',
  ].join('\n');
}

function line(policies: Policies, [first, ...more]: readonly Gap[]): string {
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
