/** The directory of a city: bringing in 10,000 people and 2,000 units, changing one of them, and asking for them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { largeCommunity } from '../load/large-community';
import { spreadOf, SPREAD_HEAD, spreadRow, type Spread } from '../measure/spread';
import { directoryTables } from '../../policies/directory/csv-write';
import { readDirectoryFiles } from '../../policies/directory/files';
import { directoryYaml } from '../../policies/directory/yaml-write';
import { checkDirectory, livePolicies } from '../../policies/place';
import { readPolicies } from '../../policies/read';
import { writeDirectory, type Database, type WrittenDirectory } from '../../store';
import { countOf, type Scenario } from '../scenario';
import { withDatabase, withFolder } from '../stack/bench-stack';
import { judge, round } from '../targets';

const PEOPLE = 10_000;
const UNITS = 2_000;
const SEED = 1;
const ROUNDS = 5;
const LOOKS = 1_000;

export const directory: Scenario = {
  name: 'directory',
  title: 'The directory of a city, in milliseconds',
  run: (settings) =>
    withFolder([], (folder) =>
      withDatabase(folder, settings, async (database) => {
        const people = countOf(settings, PEOPLE);
        const units = Math.ceil((UNITS * people) / PEOPLE);
        const document = largeCommunity({ people, units, seed: SEED });
        const files = lay(folder, document);
        const spreads = {
          yaml: await timed(ROUNDS, () => checkDirectory(readDirectoryFiles(files.yaml, {}))),
          csv: await timed(ROUNDS, () => checkDirectory(readDirectoryFiles(files.csv, {}))),
          ...(await stored(database, document)),
        };
        const whole = spreads.yaml.max + spreads.imported.max;
        return {
          figures: { unit: 'ms', people, units, posts: (document['posts'] as readonly unknown[]).length, ...spreads },
          head: SPREAD_HEAD,
          rows: [
            spreadRow('YAML read and checked', spreads.yaml),
            spreadRow('tables read and checked', spreads.csv),
            spreadRow('written into an empty store', spreads.imported),
            spreadRow('one person changed', spreads.changed),
            spreadRow('maps built anew after a change', spreads.rebuilt),
            spreadRow('asked, nothing changed', spreads.looked),
          ],
          judged: [
            judge('directoryImportSeconds', round(whole / 1000)),
            judge('directoryRebuildMs', round(spreads.rebuilt.p50)),
            judge('directoryLookP99Ms', round(spreads.looked.p99)),
          ],
        };
      }),
    ),
};

function lay(folder: string, document: WrittenDirectory) {
  const [yaml, csv] = [join(folder, 'community.yaml'), join(folder, 'tables')];
  writeFileSync(yaml, directoryYaml(document));
  mkdirSync(csv);
  for (const [name, text] of Object.entries(directoryTables(document))) writeFileSync(join(csv, `${name}.csv`), text);
  return { yaml, csv };
}

async function stored(database: Database, document: WrittenDirectory) {
  const place = livePolicies(readPolicies(), database);
  let against = 0;
  const write = async (next: WrittenDirectory) => {
    ({ version: against } = await writeDirectory(database, { document: next, against, actor: 'bench', reason: '' }));
  };
  const imported = await timed(1, () => write(document));
  const people = document['people'] as readonly object[];
  const [changed, rebuilt]: [number[], number[]] = [[], []];
  for (let number = 0; number < ROUNDS; number += 1) {
    const next = { ...document, people: people.with(number, { ...people[number], name: `改名${number}` }) };
    changed.push(await took(() => write(next)));
    rebuilt.push(await took(() => place.at(Date.now())));
  }
  const looked = await timed(LOOKS, () => place.at(Date.now()));
  return { imported, changed: spreadOf(changed), rebuilt: spreadOf(rebuilt), looked };
}

async function timed(times: number, work: () => unknown): Promise<Spread> {
  const all: number[] = [];
  for (let left = times; left > 0; left -= 1) all.push(await took(work));
  return spreadOf(all);
}

async function took(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
