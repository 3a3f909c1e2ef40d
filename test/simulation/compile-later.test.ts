/** V8's flags change with its versions: one that it does not know would be a line on stderr. */
import { spawnSync } from 'node:child_process';
import { laterFlag } from '../../simulation/run/compile-later';

test.each([
  ['Node 20', '11.3.244.8-node.38', '--interrupt-budget=1000000'],
  ['Node 22', '12.4.254.21-node.33', null],
  ['Node 24', '13.6.233.17-node.48', null],
  ['a later one', '111.3', null],
])('%s', (_node, v8, flag) => expect(laterFlag(v8)).toBe(flag));

test('this V8 knows the flag that it is given', () => {
  const flag = laterFlag(process.versions.v8);
  const { stderr, status } = spawnSync(process.execPath, [...(flag === null ? [] : [flag]), '--eval', '0'], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});
