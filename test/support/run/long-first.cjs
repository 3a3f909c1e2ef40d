/**
 * The files that take longest begin first, so that none of them runs alone at the end. Where a machine has run them before,
 * Jest knows how long each took; where it has not, it goes by the size of the file, which says nothing of what a test waits for.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Above half a minute on a quiet machine. The first three live by the clock more than by the processor, and go well together:
 * the demo's people are not kept waiting by others who start.
 */
const LONG = [
  'e2e/scenarios-on-the-real-stack',
  'demo/demo-run',
  'guarantees/g7-one-decision-per-approval',
  'messaging/channels-killed',
  'e2e/http-faults',
  'e2e/reopening',
  'messaging/channels-faults',
  'e2e/coverage',
  'guarantees/g6-log-read-model-and-workflow-agree',
  'guarantees/g4-each-tier-fires-once',
  'messaging/digests-killed',
  'e2e/import',
  'messaging/bundles',
  'e2e/not-told',
  'e2e/practice',
  'guarantees/g5-a-notice-is-seen-once',
];

module.exports = class LongFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => LONG.some((name) => path.endsWith(`/${name}.test.ts`));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
