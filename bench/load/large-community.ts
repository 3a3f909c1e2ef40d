/** A community of a city's size, the same for the same seed: the roles, categories and routes that ship, with many more people. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { policiesFolder } from '../../policies/read';
import { Random } from '../../simulation/random';
import type { WrittenDirectory } from '../../store';

export interface LargeCommunity {
  readonly people: number;
  readonly units: number;
  /** Any whole number. */
  readonly seed: number;
}

type Person = { readonly id: string; readonly name: string; readonly lang: string };
type Unit = { readonly id: string; readonly level: string; readonly name: object; readonly parent?: string };
type Post = { readonly role: string; readonly unit: string; readonly people: readonly string[] };

/** How many buildings a grid has. */
const PER_GRID = 19;
const GIVEN = '明远晓棠云飞秀英建国志强桂枝守田玉桥长河素梅小满思源百川';
const FAMILY = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';

/** As it is written in community.yaml; passes every check together with the procedures that ship. */
export function largeCommunity({ people, units, seed }: LargeCommunity): WrittenDirectory {
  const shipped = parse(readFileSync(join(policiesFolder(), 'community.yaml'), 'utf8')) as WrittenDirectory;
  const place = new Place(new Random(seed));
  const root = place.unit('city', 'community');
  for (const role of ['committee', 'developer', 'power-supply', 'water-supply']) place.post(role, root, 4);
  while (place.units.length < units) {
    const grid = place.unit(`grid-${place.units.length}`, 'grid', root);
    place.post('grid-worker', grid, 2);
    place.post('party-group', grid, 3);
    place.post('property-manager', grid, 2);
    const buildings = Math.min(PER_GRID, units - place.units.length);
    for (let left = buildings; left > 0; left -= 1)
      place.post('building-lead', place.unit(`house-${place.units.length}`, 'building', grid), 1);
  }
  const houses = place.units.filter(({ level }) => level === 'building');
  // Whoever is left lives somewhere.
  const share = Math.max(1, Math.ceil((people - place.people.length) / houses.length));
  for (const { id } of houses) place.post('resident', id, Math.min(share, people - place.people.length));
  const { absences: _a, deputies: _d, rotations: _r, overrides: _o, ...kept } = shipped;
  return { ...kept, units: place.units, people: place.people, posts: place.posts };
}

class Place {
  readonly units: Unit[] = [];
  readonly people: Person[] = [];
  readonly posts: Post[] = [];

  constructor(private readonly random: Random) {}

  unit(id: string, level: string, parent?: string): string {
    this.units.push({
      id,
      level,
      ...(parent === undefined ? {} : { parent }),
      name: { zh: `单元 ${id}`, en: `Unit ${id}` },
    });
    return id;
  }

  post(role: string, unit: string, count: number): void {
    if (count <= 0) return;
    const people = Array.from({ length: count }, () => this.person());
    this.posts.push({ role, unit, people });
  }

  private person(): string {
    const id = `person-${this.people.length + 1}`;
    const sign = (signs: string) => signs.charAt(this.random.below(signs.length));
    this.people.push({
      id,
      name: `${sign(FAMILY)}${sign(GIVEN)}${sign(GIVEN)}`,
      lang: this.random.below(20) === 0 ? 'en' : 'zh',
    });
    return id;
  }
}
