import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataFolder } from '../../stack/data-folder';

test('GIVEN a place where no folder can be made WHEN a stack is started there THEN it is refused at once, and does not hang', () => {
  const place = process.platform === 'linux' ? '/proc/doorstep/data' : '/dev/null/doorstep';
  expect(() => prepareDataFolder(place)).toThrow(/cannot be written/);
});

test('GIVEN a folder several levels below one that exists THEN every level is made', () => {
  const base = mkdtempSync(join(tmpdir(), 'doorstep-folder-'));
  try {
    expect(statSync(prepareDataFolder(join(base, 'a', 'b', 'c')).logs).isDirectory()).toBe(true);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
});
