/** Who acts in the benchmark: the people of the shipped community, building by building, so that the load is spread. */
import { personId, unitId, type PersonId, type UnitId } from '../../clients/sdk';

export interface Cast {
  readonly unit: UnitId;
  readonly resident: PersonId;
  readonly lead: PersonId;
  readonly worker: PersonId;
  readonly group: PersonId;
}

const GRIDS = ['oleaster', 'tamarisk', 'poplar'] as const;
const BUILDINGS = 4;
const RESIDENTS = 3;
/** Of each grid, so that no inbox overflows within a scenario. */
const WORKERS = 2;
const MEMBERS = 3;

/** Round robin over the twelve buildings and the residents of each. */
export function castOf(index: number): Cast {
  const building = index % (GRIDS.length * BUILDINGS);
  const grid = GRIDS[Math.floor(building / BUILDINGS)] ?? GRIDS[0];
  const house = (building % BUILDINGS) + 1;
  const resident = building * RESIDENTS + (Math.floor(index / (GRIDS.length * BUILDINGS)) % RESIDENTS) + 1;
  return {
    unit: unitId(`${grid}-${house}`),
    resident: personId(`resident-${String(resident).padStart(2, '0')}`),
    lead: personId(`lead-${grid}-${house}`),
    worker: personId(`worker-${grid}-${(index % WORKERS) + 1}`),
    group: personId(`group-${grid}-${(index % MEMBERS) + 1}`),
  };
}
