/** The summary and the verdict as text for people. */
import { table } from '../../cli/show/table';
import type { Finding } from '../../../store';
import type { DemoNames } from '../names';
import type { DemoWords } from '../words';
import type { Result } from '../result';
import type { PracticeWords } from './practice-words';
import type { Summary } from './summary';
import { practiceRows, practiceVerdict } from './tell-practice';

const SHOWN = 10;

export function tellResult(
  { summary, findings, people, unfinished, tookMs, isKept, isPromised }: Result,
  names: DemoNames,
  words: DemoWords,
): string {
  return [
    '',
    words.tiers,
    tiers(summary, names, words),
    '',
    counts(summary, people, words),
    '',
    words.practice.title,
    practice(summary, words.practice),
    '',
    guarantees(findings, words),
    ...violations(findings, words),
    ...(unfinished.length === 0 ? [] : [words.unfinished(unfinished)]),
    ...(people.faults.length === 0 ? [] : [words.faults, ...cutAt(people.faults, words)]),
    '',
    isKept ? words.verdictOk(summary.events, (tookMs / 1_000).toFixed(0)) : words.verdictFailed,
    practiceVerdict(summary.practice, words.practice, isPromised),
  ].join('\n');
}

/** A share as a percentage; of nothing it is n/a. */
export const percent = (share: number | null): string => (share === null ? 'n/a' : `${Math.round(share * 100)} %`);

function tiers({ tiers: all }: Summary, names: DemoNames, { columns, tier }: DemoWords): string {
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
  return table(head, rows);
}

function counts(summary: Summary, people: Result['people'], words: DemoWords): string {
  const { lines } = words;
  const list = <K extends string>(figures: Readonly<Record<K, number>>, said: Readonly<Record<K, string>>): string =>
    (Object.keys(figures) as K[]).map((key) => `${said[key]} ${figures[key]}`).join(' · ');
  const { latenessMs: late, notices } = summary;
  const ms = (value: number | null): string => (value === null ? 'n/a' : `${Math.round(value)} ms`);
  const rows = [
    [
      lines.climbs,
      `${list(summary.climbs, words.climbs)} · ${words.reminders} ${summary.reminders} · ${words.alerts} ${summary.alerts}`,
    ],
    [
      lines.approvals,
      `${list(summary.approvals, words.approvals)} · ${words.bySignal} ${people.signals} · ${words.secondRefused} ${people.secondDecisionsRefused} · ${words.ownRefused} ${people.ownDecisionsRefused}`,
    ],
    [lines.outcomes, list(summary.outcomes, words.outcomes)],
    [
      lines.residents,
      `${words.agreed} ${percent(summary.agreedRate)} · ${words.notReached} ${summary.residentsNotReached} · ${words.disputed} ${summary.disputed} · ${words.reopened} ${summary.reopened}`,
    ],
    [lines.notices, list(notices, words.notices)],
    [
      lines.lateness,
      `${late.count} · ${words.late} p50 ${ms(late.p50)} · p90 ${ms(late.p90)} · p99 ${ms(late.p99)} · max ${ms(late.max)}`,
    ],
    [
      lines.trouble,
      `${words.restarts} ${people.restarts} · ${words.repeats} ${people.repeats} · ${words.refusals} ${people.refused}`,
    ],
  ];
  return table(['', ''], rows).split('\n').slice(1).join('\n');
}

const practice = ({ practice: figures }: Summary, words: PracticeWords): string =>
  table(
    ['', '', ''],
    practiceRows(figures, words).map(([what, parts, verdict]) => [what, parts.join(' · '), verdict]),
  )
    .split('\n')
    .slice(1)
    .join('\n');

const guarantees = (findings: readonly Finding[], { columns, checks, ok, failed }: DemoWords): string =>
  table(
    [columns.guarantee, columns.meaning, columns.checked, columns.verdict],
    findings.map((one) => [one.guarantee, checks[one.guarantee], String(one.checked), one.ok ? ok : failed]),
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
