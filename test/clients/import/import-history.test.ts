/** A matter that was closed elsewhere: what the log says of it, whom it tells, and that the auditor decides the same. */
import { join } from 'node:path';
import { historyOf, rulesBook } from '../../../clients/import/history';
import type { ImportedRow } from '../../../clients/import/rows';
import { packageRoot } from '../../../contracts/package-root';
import { decide, explain, nextWake, type CommandId, type IssueId, type PersonId, type UnitId } from '../../../domain';
import { readPolicies } from '../../../policies/read';
import { checkReplay, type AuditedEvent } from '../../../store';
import { decideAgain } from '../../../store/audit/again';
import { measure } from '../../../store/statistics-measure';

const policies = readPolicies(join(packageRoot(), 'policies'));
const DAY = 86_400_000;
const T0 = Date.parse('2025-03-01T00:00:00Z');
const row: ImportedRow = {
  line: 2,
  id: 'i-old' as IssueId,
  key: 'import/old/1',
  ref: '1',
  report: {
    text: 'No light',
    category: 'lamps',
    severity: 'normal',
    unit: 'oleaster-1' as UnitId,
    reporter: 'open311' as PersonId,
    channel: 'import',
  },
  openedAtMs: T0,
  closedAtMs: T0 + DAY,
};
const { steps } = historyOf(row, T0 + DAY, rulesBook(policies)(row.report), 'old');
const records = steps.flatMap((step) => step.records);
const state = steps.at(-1)!.after;

it('is opened and closed at its own instants, by two decisions', () => {
  expect(records.map(({ seq, event, occurredAtMs, commandId }) => [seq, event.type, occurredAtMs, commandId])).toEqual([
    [1, 'opened', T0, 'open'],
    [2, 'closed', T0 + DAY, 'import:closed'],
  ]);
  expect(state).toMatchObject({
    stage: 'closed',
    openedAtMs: T0,
    closure: { outcome: 'imported', atMs: T0 + DAY },
    imported: { source: 'old', ref: '1' },
  });
});

it('tells nobody, and nothing of it ever falls due', () => {
  expect(steps.flatMap(({ notices }) => notices)).toStrictEqual([]);
  expect([steps[0]?.after, state].map((one) => nextWake(one!))).toStrictEqual([undefined, undefined]);
  expect(explain(state).waits).toStrictEqual([]);
});

/** What the auditor says of this log with the first event altered. */
function audited(alter: (opened: object) => object = (opened) => opened) {
  const log = records.map((record, at) => ({
    ...record,
    event: at === 0 ? alter(record.event) : record.event,
    recordedAtMs: Date.now(),
    typeName: `issue.${record.event.type}.v1`,
    data: '',
    hash: new Uint8Array(),
  })) as unknown as readonly AuditedEvent[];
  return checkReplay([{ issue: row.id, log, row: null, notices: [] }]);
}

it('the auditor decides both again and finds the same; an end elsewhere of what was opened here it finds', () => {
  expect(audited()).toMatchObject({ ok: true, checked: 5, remarks: [] });
  const openedHere = audited((opened) => ({ ...opened, imported: undefined }));
  expect(openedHere.violations.map(({ seq }) => seq)).toContain(2);
});

it('an end elsewhere is believed of no issue that was opened here', () => {
  const { imported: _imported, ...own } = steps[0]!.after;
  const closing = { commandId: 'import:closed' as CommandId, actor: 'import', events: [records[1]] };
  expect(decideAgain(own, closing as never)).toStrictEqual({ events: [] });
});

it('counts as imported, and in no rate', () => {
  const opened = measure(row.id, null, records[0]!);
  const closed = measure(row.id, opened.memory, records[1]!);
  expect([...opened.counted, ...closed.counted].map((one) => [one.tier, one.measure])).toStrictEqual([
    [0, 'imported'],
    [0, 'closed-imported'],
  ]);
});

it('is reopened while the time to reopen lasts, to the first tier, and then runs as any other', () => {
  const reopen = { type: 'reopen', by: row.report.reporter, reason: 'it is dark again' } as const;
  const soon = decide(state, reopen, T0 + DAY + 3_600_000);
  expect(soon).toMatchObject({ ok: true, events: [{ type: 'reopened', tier: 1 }] });
  expect(decide(state, reopen, T0 + 400 * DAY)).toMatchObject({ ok: false, refusal: { code: 'REOPEN_TOO_LATE' } });
});
