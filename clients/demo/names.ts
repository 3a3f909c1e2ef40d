/** Names of the place in one language, and simulated time. */
import type { Report } from '../../domain';
import type { Policies } from '../../domain/procedure/policies';
import type { Lang } from '../cli/words/words';

export interface DemoNames {
  readonly person: (id: string) => string;
  readonly role: (id: string) => string;
  readonly category: (id: string) => string;
  /** What a matter is about, and where: `路灯楼道灯 沙枣里1号楼`. */
  readonly matter: (report: Pick<Report, 'category' | 'unit'>) => string;
  /** Roles of the ladder, lowest first. */
  readonly ladder: readonly string[];
}

export function demoNames({ directory, current }: Policies, lang: Lang): DemoNames {
  // The longest ladder names the rungs; a role that only another procedure has stands above.
  const procedures = [...current.values()].sort((a, b) => b.tiers.length - a.tiers.length);
  const category = (id: string): string => directory.categories.get(id)?.name[lang] ?? id;
  return {
    person: (id) => directory.people.get(id)?.name ?? id,
    role: (id) => directory.roles.get(id)?.name[lang] ?? id,
    category,
    matter: (report) => `${category(report.category)} ${directory.units.get(report.unit)?.name[lang] ?? report.unit}`,
    ladder: [...new Set(procedures.flatMap(({ tiers }) => tiers.map(({ role }) => role)))],
  };
}

/** Simulated time since the start: `+27h05`. */
export function simulated(atMs: number, startMs: number, scale: number): string {
  const minutes = Math.max(0, Math.floor(((atMs - startMs) * scale) / 60_000));
  return `+${String(Math.floor(minutes / 60)).padStart(2, '0')}h${String(minutes % 60).padStart(2, '0')}`;
}
