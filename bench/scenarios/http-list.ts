/** A page of fifty among a city's issues, in every order that is offered and by what people look for. */
import { searchIssues, countIssues, COUNTED, SORTS, WordReader, type IssueSearch, type Sort } from '../../store';
import { fillReadModel } from '../http/fill';
import { spreadOf, SPREAD_HEAD, spreadRow, type Spread } from '../measure/spread';
import { countOf, type Scenario } from '../scenario';
import { withDatabase, withFolder } from '../stack/bench-stack';
import { judge } from '../targets';

const ISSUES = 100_000;
const ROUNDS = 500;
const PAGE = 50;
const HERE = { lat: 40.9, lon: 111.7 };
/** A grid with its buildings. */
const GRID = Array.from({ length: 20 }, (_, n) => `unit-${40 + n}`);

/** What a round looks for; each round another. */
const LOOKED_FOR: Readonly<Record<string, (round: number) => IssueSearch>> = {
  all: () => ({}),
  open: () => ({ open: true }),
  grid: () => ({ unit: GRID, open: true }),
  assignee: (round) => ({ assignee: `worker-${round % 1_500}` }),
  category: (round) => ({ category: `category-${round % 20}`, open: true, severity: 'urgent' }),
  overdue: () => ({ overdue: true }),
  chinese: () => ({ words: '电梯坏了' }),
  rare: (round) => ({ words: `下水道 ${1_000 + round}` }),
  english: () => ({ words: 'light' }),
};

export const httpList: Scenario = {
  name: 'list',
  title: 'A page of fifty issues from the read model, in milliseconds',
  run: (settings) =>
    withFolder([], (folder) =>
      withDatabase(folder, settings, async (database, masterKeys) => {
        const count = countOf(settings, ISSUES);
        await fillReadModel(database, masterKeys, count, settings.say);
        const words = new WordReader(database, masterKeys);
        const took: Record<string, Spread> = {};
        for (const sort of SORTS)
          for (const [name, search] of Object.entries(LOOKED_FOR)) {
            const times: number[] = [];
            for (let round = 0; round < ROUNDS; round += 1) {
              const startMs = performance.now();
              await searchIssues(
                database,
                withPlace(sort, await words.findable(search(round))),
                { units: 'everywhere' },
                { sort, limit: PAGE },
              );
              times.push(performance.now() - startMs);
            }
            took[`${name} by ${sort}`] = spreadOf(times);
          }
        const [deep, opened]: [number[], number[]] = [[], []];
        for (let page = 0, after: readonly string[] | undefined; page < ROUNDS; page += 1) {
          const startMs = performance.now();
          const found = await searchIssues(
            database,
            {},
            { units: 'everywhere' },
            {
              sort: 'overdue',
              limit: PAGE,
              ...(after === undefined ? {} : { after }),
            },
          );
          const foundMs = performance.now();
          deep.push(foundMs - startMs);
          await words.readEach(found.rows, ({ id }) => id);
          opened.push(performance.now() - foundMs);
          after = found.next;
        }
        took['page after page'] = spreadOf(deep);
        // What every list over HTTP does with its page.
        took['the words of such a page opened'] = spreadOf(opened);
        const counts: number[] = [];
        for (let round = 0; round < 20; round += 1) {
          const startMs = performance.now();
          await countIssues(database, { open: true }, { units: 'everywhere' }, COUNTED);
          counts.push(performance.now() - startMs);
        }
        const worst = SORTS.map((sort) => took[`all by ${sort}`]?.p99 ?? NaN);
        return {
          figures: { unit: 'ms', issues: count, page: PAGE, took, counts: spreadOf(counts) },
          head: SPREAD_HEAD,
          rows: [
            ...Object.entries(took).map(([name, spread]) => spreadRow(name, spread)),
            spreadRow('counts of all open ones', spreadOf(counts)),
          ],
          judged: [judge('listP99Ms', Math.max(...worst))],
        };
      }),
    ),
};

const withPlace = (sort: Sort, search: IssueSearch): IssueSearch =>
  sort === 'distance' ? { ...search, near: HERE } : search;
