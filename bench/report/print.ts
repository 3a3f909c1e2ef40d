/** Tables for people. */
import Table from 'cli-table3';
import type { Findings, Row } from '../scenario';
import type { Judgement } from '../targets';

export function showFindings(title: string, { head, rows }: Findings): void {
  process.stdout.write(`\n${title}\n${table(head, rows)}\n`);
}

export function showJudgements(judged: readonly Judgement[]): void {
  if (judged.length === 0) return;
  const rows = judged.map(({ what, wanted, value, unit, met, missedBy }) => [
    what,
    `${wanted} ${unit}`,
    `${value} ${unit}`,
    met ? 'met' : `missed by ${missedBy < 10 ? `${Math.round(missedBy * 100)} %` : missedBy}`,
  ]);
  process.stdout.write(`\nTargets\n${table(['what', 'target', 'measured', ''], rows)}\n`);
}

function table(head: Row, rows: readonly Row[]): string {
  const made = new Table({ head: head.map(String), style: { head: [], border: [] } });
  made.push(
    ...rows.map((row) =>
      row.map((cell) => (typeof cell === 'number' ? { hAlign: 'right' as const, content: cell } : cell)),
    ),
  );
  return made.toString();
}
