/** The live picture as text: the ladder with what stands on each rung, and what happened last. */
import { STAGES } from '../../../domain';
import { table } from '../../cli/show/table';
import { wordsOf } from '../../cli/lang';
import type { Lang, Naming } from '../../cli/words/words';
import type { Board, Told } from '../board';
import { simulated, type DemoNames } from '../names';
import { demoWords } from '../words';

export interface Scene {
  readonly board: Board;
  readonly names: DemoNames;
  readonly lang: Lang;
  readonly scale: number;
  readonly startMs: number;
  readonly reports: number;
}

const BAR = 24;

export function frame(scene: Scene, nowMs: number, incidents: readonly string[], width: number): string {
  const { board, names, lang, scale, startMs, reports } = scene;
  const words = demoWords[lang];
  const rungs = [...names.ladder].reverse().map((role) => {
    const count = board.count(role);
    return [
      names.role(role),
      ...STAGES.map((stage) => String(count[stage] || '·')),
      bar(count.open, '▒') + bar(count.handling, '█') + bar(count.confirming, '░'),
    ];
  });
  const all = board.count();
  return [
    words.progress(simulated(nowMs, startMs, scale), board.issues, reports),
    '',
    table(
      [words.tier, ...STAGES.map((stage) => words.stage[stage]), ''],
      [...rungs, [words.all, ...STAGES.map((stage) => String(all[stage])), '']],
      width,
    ),
    '',
    table(
      ['', '', '', ''],
      board.latest.map((told) => eventRow(scene, told)),
      width,
    )
      .split('\n')
      .slice(1)
      .join('\n'),
    ...incidents.map((text) => table([text], [], width)),
  ].join('\n');
}

const bar = (count: number, block: string): string => block.repeat(Math.min(count, BAR));

function eventRow({ names, lang, scale, startMs, board }: Scene, told: Told): string[] {
  const matter = board.matterOf(told.issue);
  return [
    simulated(told.atMs, startMs, scale),
    matter === undefined ? told.issue : names.matter(matter),
    told.actor === 'ladder' ? wordsOf(lang).ladder : names.person(told.actor),
    eventText({ names, lang, scale, startMs, board }, told),
  ];
}

export function eventText(
  { names, lang, scale, startMs, board }: Omit<Scene, 'reports'>,
  { issue, event }: Told,
): string {
  const say = wordsOf(lang).event[event.type] as (e: typeof event, naming: Naming) => string;
  const text = say(event, {
    person: names.person,
    tier: (tier) => names.role(board.roleAt(issue, tier) ?? String(tier)),
    // The documents name a party as its role.
    party: names.role,
    category: names.category,
    instant: (atMs) => simulated(atMs, startMs, scale),
    span: (ms) => `${Math.round((ms * scale) / 360_000) / 10} h`,
  });
  return text.replace(/\s+/g, ' ');
}
