/** For `npm run record-histories` only: recording is no test, and no run of all tests may do it. */
const { projects } = require('../../jest.config.js');

module.exports = {
  ...projects.at(-1),
  displayName: 'record histories',
  testMatch: ['<rootDir>/test/replay/record.test.ts'],
};
