/** The summary and the verdict as text for people. A narrow terminal gets more lines, and loses nothing. */
import { table, wrappedTable } from '../../cli/show/table';
import { shown, TOGETHER, widthOf, wrap } from '../../cli/show/wrap';
import type { Finding } from '../../../store';
import type { DemoNames } from '../names';
import type { DemoWords } from '../words';
import type { Result } from '../result';
import type { PracticeWords } from './practice-words';
import type { Summary } from './summary';
import { practiceRows, practiceVerdict } from './tell-practice';

const SHOWN = 10;

/** @param width columns of the terminal; undefined where there is none, and then no line is broken */
export function tellResult(
  { summary, findings, people, unfinished, tookMs, isKept, isPromised }: Result,
  names: DemoNames,
  words: DemoWords,
  width: number | undefined,
): string {
  const said = (text: string): readonly string[] => (width === undefined ? [text] : wrap(text, width));
  return [
    '',
    words.tiers,
    tiers(summary, names, words, width),
    '',
    counts(summary, people, words, width),
    '',
    ...said(words.practice.title),
    practice(summary, words.practice, width),
    '',
    guarantees(findings, words, width),
    ...violations(findings, words),
    ...(unfinished.length === 0 ? [] : said(words.unfinished(unfinished))),
    ...(people.faults.length === 0 ? [] : [...said(words.faults), ...cutAt(people.faults, words)]),
    '',
    ...said(isKept ? words.verdictOk(summary.events, (tookMs / 1_000).toFixed(0)) : words.verdictFailed),
    ...said(practiceVerdict(summary.practice, words.practice, isPromised)),
  ].join('\n');
}

/** A share as a percentage; of nothing it is n/a. */
export const percent = (share: number | null): string => (share === null ? 'n/a' : `${Math.round(share * 100)} %`);

function tiers(
  { tiers: all }: Summary,
  names: DemoNames,
  { columns, tier }: DemoWords,
  width: number | undefined,
): string {
  const head = [
    tier,
    columns.reached,
    columns.onTime,
    columns.late,
    columns.never,
    columns.rate,
    columns.handled,
    columns.handledOnTime,
    columns.handledRate,
  ];
  const rows = [...all]
    .reverse()
    .map((one) => [
      names.role(one.role),
      ...[one.reached, one.acknowledgedOnTime, one.acknowledgedLate, one.neverAcknowledged].map(String),
      percent(one.acknowledgedOnTimeRate),
      String(one.handledHere),
      String(one.handledOnTime),
      percent(one.handledOnTimeRate),
    ]);
  const whole = table(head, rows, null);
  if (width === undefined || whole.split('\n').every((line) => widthOf(line) <= width)) return whole;
  const figures = ([name = '', ...cells]: readonly string[]): readonly string[] => [
    name,
    list(cells.map((cell, at) => `${head[at + 1] ?? ''} ${cell}`)),
  ];
  return facts(rows.map(figures), width);
}

/** What stands together in one cell: between two of them a line may break. */
const list = (parts: readonly string[]): string =>
  parts.map((part) => part.replaceAll(' ', TOGETHER)).join(`${TOGETHER}· `);

/** Rows of a name and what is to be said of it. */
const facts = (rows: readonly (readonly string[])[], width: number | undefined): string =>
  shown(wrappedTable(['', ''], rows, width, 1))
    .split('\n')
    .slice(1)
    .join('\n');

function counts(summary: Summary, people: Result['people'], words: DemoWords, width: number | undefined): string {
  const { lines } = words;
  const each = <K extends string>(
    figures: Readonly<Record<K, number>>,
    said: Readonly<Record<K, string>>,
  ): readonly string[] => (Object.keys(figures) as K[]).map((key) => `${said[key]} ${figures[key]}`);
  const { latenessMs: late, notices } = summary;
  const ms = (value: number | null): string => (value === null ? 'n/a' : `${Math.round(value)} ms`);
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [
      lines.climbs,
      [
        ...each(summary.climbs, words.climbs),
        `${words.reminders} ${summary.reminders}`,
        `${words.alerts} ${summary.alerts}`,
      ],
    ],
    [
      lines.approvals,
      [
        ...each(summary.approvals, words.approvals),
        `${words.bySignal} ${people.signals}`,
        `${words.secondRefused} ${people.secondDecisionsRefused}`,
        `${words.ownRefused} ${people.ownDecisionsRefused}`,
      ],
    ],
    [lines.outcomes, each(summary.outcomes, words.outcomes)],
    [
      lines.residents,
      [
        `${words.agreed} ${percent(summary.agreedRate)}`,
        `${words.notReached} ${summary.residentsNotReached}`,
        `${words.disputed} ${summary.disputed}`,
        `${words.reopened} ${summary.reopened}`,
      ],
    ],
    [lines.notices, each(notices, words.notices)],
    [
      lines.lateness,
      [
        String(late.count),
        `${words.late} p50 ${ms(late.p50)}`,
        ...(['p90', 'p99', 'max'] as const).map((rank) => `${rank} ${ms(late[rank])}`),
      ],
    ],
    [
      lines.trouble,
      [
        `${words.restarts} ${people.restarts}`,
        `${words.repeats} ${people.repeats}`,
        `${words.refusals} ${people.refused}`,
      ],
    ],
  ];
  return facts(
    rows.map(([label, parts]) => [label, list(parts)]),
    width,
  );
}

/** The verdict stands behind the figures. */
const practice = ({ practice: figures }: Summary, words: PracticeWords, width: number | undefined): string =>
  facts(
    practiceRows(figures, words).map(([what, parts, verdict]) => [what, [...parts, verdict].join(' · ')]),
    width,
  );

const guarantees = (
  findings: readonly Finding[],
  { columns, checks, ok, failed }: DemoWords,
  width: number | undefined,
): string =>
  wrappedTable(
    [columns.guarantee, columns.meaning, columns.checked, columns.verdict],
    findings.map((one) => [one.guarantee, checks[one.guarantee], String(one.checked), one.ok ? ok : failed]),
    width,
    1,
  );

function violations(findings: readonly Finding[], words: DemoWords): readonly string[] {
  return findings.flatMap(({ guarantee, violations: broken, remarks }) => [
    ...cutAt(
      broken.map(({ issue, seq, what }) => `  ${guarantee} ${issue}${seq === undefined ? '' : ` #${seq}`}: ${what}`),
      words,
    ),
    ...remarks.map((remark) => `  ${guarantee}: ${remark}`),
  ]);
}

const cutAt = (all: readonly string[], words: DemoWords): readonly string[] =>
  all.length <= SHOWN ? all : [...all.slice(0, SHOWN), `  ${words.more(all.length - SHOWN)}`];
