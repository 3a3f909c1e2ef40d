/**
 * Pure tests run in parallel. Of those that start real servers three run at a time on two processors, for they wait a third of
 * their time (`npm test` runs both).
 */
const swc = [
  '@swc/jest',
  { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
];
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  // temporal-polyfill and jose are published as ES modules only.
  transform: { '^.+\\.ts$': swc, '[/\\\\]node_modules[/\\\\](temporal-[^/\\\\]+|jose)[/\\\\].+\\.js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!(temporal-(polyfill|utils)|jose)/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.stryker/'],
};

/** What every run that starts servers has. */
const withServers = {
  ...base,
  globalSetup: '<rootDir>/test/support/run/setup.ts',
  globalTeardown: '<rootDir>/test/support/run/teardown.ts',
};

module.exports = {
  testSequencer: '<rootDir>/test/support/run/long-first.cjs',
  projects: [
    {
      ...base,
      displayName: 'pure',
      testMatch: ['<rootDir>/test/{domain,simulation,clients,store,workflows,workers,contracts}/**/*.test.ts'],
    },
    {
      ...withServers,
      displayName: 'real servers',
      testMatch: ['<rootDir>/test/{stack,messaging,e2e,guarantees,demo}/**/*.test.ts'],
    },
    { ...withServers, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts'] },
    { ...withServers, displayName: 'fuzz', testMatch: ['<rootDir>/test/fuzz/**/*.test.ts'] },
  ],
};
