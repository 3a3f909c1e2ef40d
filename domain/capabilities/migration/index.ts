import type { Capability } from '../../kernel/capability';
import { clause } from '../../kernel/ladder';
import type { Notice } from '../../kernel/notice';
import type { IssueState } from '../../kernel/state';
import { tellAll, tellReporter } from '../../kernel/tell';
import { awaited } from './awaited';
import { mayMigrate, migrate } from './decide';
import { quarantined, rulesChanged } from './evolve';
import type { RulesChanged } from './messages';

/** Other rules for an issue that is under way, and what happens to one whose rules can't be followed. */
export const migration = {
  commands: { migrate },
  events: { 'rules-changed': rulesChanged, quarantined },
  notices: {
    'rules-changed': tellOfChange,
    quarantined: (after, { what }) => tellAll(after, mayMigrate(after), 'quarantined', { cause: what }),
  },
  waits: (state) =>
    state.quarantine === undefined
      ? []
      : [
          {
            what: 'migration',
            whom: mayMigrate(state),
            role: state.rules.tiers.at(-1)?.role ?? 'nobody',
            sinceMs: state.quarantine.sinceMs,
            untilMs: null,
            rule: clause(state, state.quarantine.what),
            then: 'nothing',
          },
        ],
  // Possible at any time, and on offer when nothing else is.
  offers: (state) => (state.quarantine === undefined ? [] : [{ command: 'migrate', whom: mayMigrate(state) }]),
} satisfies Capability;

/** Whoever waits for a deadline learns that it moved; who is on duty only now learns it in any case. */
function tellOfChange(after: IssueState, event: RulesChanged): readonly Notice[] {
  const { clocks, by, why } = event;
  const running = [clocks.verify, clocks.acknowledge, clocks.handle, clocks.check, clocks.confirm];
  const moved = running.find((clock) => {
    const last = clock?.charges.at(-1);
    return last?.atMs === event.atMs && last.why === why && last.ms !== 0;
  });
  const due = moved ?? running.find((clock) => clock !== undefined);
  const facts = { by, cause: why, ...(due === undefined ? {} : { dueAtMs: due.dueAtMs }) };
  if (moved === undefined) return tellAll(after, event.joined ?? [], 'rules-changed', facts);
  return [...tellAll(after, awaited(after), 'rules-changed', facts), tellReporter(after, 'rules-changed', facts)];
}
