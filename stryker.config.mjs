/** Mutation testing of the rules: docs/decisions/0061. `npm run mutate -- domain/kernel` mutates one folder. */
export default {
  plugins: ['./test/mutation/runner.mjs', './test/mutation/sentences.mjs'],
  ignorers: ['sentences'],
  mutate: ['domain/**/*.ts'],
  testRunner: 'rules',
  coverageAnalysis: 'perTest',
  ignoreStatic: false,
  concurrency: 1,
  // Ends endless loops only, on however busy a machine; no test is held against it.
  timeoutMS: 30_000,
  timeoutFactor: 4,
  disableTypeChecks: false,
  checkers: [],
  incremental: true,
  incrementalFile: '.stryker/incremental.json',
  tempDirName: '.stryker/sandbox',
  ignorePatterns: ['dist', '.doorstep', '.stryker', 'coverage', 'stack/go', 'test/replay/histories'],
  reporters: ['progress-append-only', 'clear-text', 'json'],
  jsonReporter: { fileName: '.stryker/report.json' },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  allowConsoleColors: false,
  thresholds: { high: 95, low: 90, break: null },
};
