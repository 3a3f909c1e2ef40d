/**
 * The place of the benchmark: the shipped community, people and texts, so that notices go to as many as in life, with
 * procedures whose clocks suit a measurement. Each category has a procedure of its own name.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { policiesFolder } from '../../policies/read';

/** Its first tier has one second to acknowledge. */
export const QUICK = 'quick' as const;
/** Nothing falls due while anybody looks. */
export const PATIENT = 'patient' as const;
/** The first tier's time in whole seconds. */
export const dueAfter = (seconds: number) => `due-${seconds}` as const;
export type Category = typeof QUICK | typeof PATIENT | ReturnType<typeof dueAfter>;

/**
 * @param dueSeconds for each a category `dueAfter(seconds)`
 * @param spread the window over which wakes of the procedures are spread
 */
export function writePlace(folder: string, dueSeconds: readonly number[] = [], spread?: string): void {
  const shipped = policiesFolder();
  const firstTier = new Map([
    [QUICK, '1s'],
    [PATIENT, '30d'],
    ...dueSeconds.map((seconds) => [dueAfter(seconds), `${seconds}s`] as const),
  ]);
  mkdirSync(join(folder, 'procedures'), { recursive: true });
  for (const part of ['messages', 'calendars']) cpSync(join(shipped, part), join(folder, part), { recursive: true });
  const community = readYaml(join(shipped, 'community.yaml'));
  const names = [...firstTier.keys()];
  write(join(folder, 'community.yaml'), {
    ...community,
    categories: names.map((id) => ({ id, name: bothLanguages(id) })),
    // The last route takes all that is left, which is PATIENT.
    routing: [
      ...names.filter((id) => id !== PATIENT).map((id) => ({ when: { category: [id] }, procedure: id })),
      { procedure: PATIENT },
    ],
  });
  const usual = readYaml(join(shipped, 'procedures', 'default.yaml'));
  for (const [id, acknowledge] of firstTier) {
    const [first, ...above] = usual['tiers'] as readonly Document[];
    const { repeat: _climbsAtOnce, ...rung } = first ?? {};
    const tiers = [
      { ...rung, acknowledge, handle: '60d' },
      ...above.map((tier) => ({ ...tier, acknowledge: '30d', handle: '60d' })),
    ];
    const spreading = spread === undefined || id === QUICK ? {} : { spread };
    write(join(folder, 'procedures', `${id}.yaml`), { ...usual, id, name: bothLanguages(id), tiers, ...spreading });
  }
}

type Document = Readonly<Record<string, unknown>>;
const readYaml = (file: string): Document => parse(readFileSync(file, 'utf8')) as Document;
const write = (file: string, document: Document): void => writeFileSync(file, stringify(document));
const bothLanguages = (text: string) => ({ zh: text, en: text });
