/** Names of people, places and rungs, as far as the policies of this machine know them; ids otherwise. */
import type { IssueState } from '../../../domain';
import type { Policies } from '../../../domain/procedure/policies';
import type { Lang, Words } from '../words/words';

export interface Names {
  /** `姜有福 (resident-01)` */
  person(id: string): string;
  unit(id: string): string;
  category(id: string): string;
  role(id: string): string;
  /** `tier 2 of 4 (grid worker handles)` */
  tier(state: IssueState, number: number): string;
  /** `物业 (property)`: the party with this key, of the issue's procedure. */
  party(state: IssueState, key: string): string;
  /** The zone in which the community lives, when known. */
  readonly zone: string | undefined;
}

export function namesOf(policies: Policies | null, lang: Lang, words: Words): Names {
  const directory = policies?.directory;
  const person = (id: string): string => {
    const name = directory?.people.get(id)?.name;
    return name === undefined ? id : `${name} (${id})`;
  };
  const role = (id: string): string => directory?.roles.get(id)?.name[lang] ?? id;
  const procedureOf = ({ rules }: IssueState) =>
    policies?.procedures.find(({ id, version }) => id === rules.procedure && version === rules.version);
  return {
    person,
    unit: (id) => directory?.units.get(id)?.name[lang] ?? id,
    category: (id) => directory?.categories.get(id)?.name[lang] ?? id,
    role,
    tier: (state, number) => {
      const { tiers } = state.rules;
      const rung = tiers[number - 1];
      if (rung === undefined) return String(number);
      const name = procedureOf(state)?.tiers.find(({ key }) => key === rung.key)?.name?.[lang] ?? role(rung.role);
      return words.tier({ number, of: tiers.length, name });
    },
    party: (state, key) => {
      const pinned = state.rules.parties?.find((party) => party.key === key);
      if (pinned === undefined) return key;
      const name = procedureOf(state)?.parties?.find((party) => party.key === key)?.name?.[lang] ?? role(pinned.role);
      return `${name} (${key})`;
    },
    zone: policies?.community.zone,
  };
}
