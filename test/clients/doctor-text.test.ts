import { doctorText } from '../../clients/cli/commands/doctor';
import { wordsOf } from '../../clients/cli/lang';
import { DoorstepError } from '../../contracts/errors';
import { ok, refusal, warn } from '../../stack/doctor/finding';
import { CHECKS, say, TEXTS, type TextKey } from '../../stack/texts';

const zh = wordsOf('zh');
const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test.each(Object.keys(TEXTS) as TextKey[])('%s says the same facts in Chinese', (key) => {
  expect(placeholders(zh.doctor.text[key])).toEqual(placeholders(TEXTS[key]));
  expect(zh.doctor.text[key]).toMatch(/\p{Script=Han}|^\{/u);
});

test('every name of a check that is a word has one in Chinese', () => {
  for (const check of CHECKS) expect(zh.doctor.check[check]).toMatch(/\p{Script=Han}/u);
});

const findings = [
  ok('machine', 'Node.js', '20.20.2'),
  warn('stack', 'data folder', say('left.running', { processes: 'nats (12)' }), say('left.do')),
  refusal(
    'temporal',
    'comes from',
    new DoorstepError('SERVER_BINARY_UNUSABLE', 'DOORSTEP_TEMPORAL_BIN is /x, and said:\n  | no such library'),
  ),
];

test('in Chinese it is Chinese but for names and for what a program said', () => {
  expect(doctorText(findings, zh)).toMatchInlineSnapshot(`
   "      部分      检查        结果
   正常  本机      Node.js     20.20.2
   留意  服务      数据文件夹  主管进程被强行结束；仍在运行：nats (12)
   故障  Temporal  来源        环境变量指定的服务器程序不能运行。 DOORSTEP_TEMPORAL_BIN is /x, and said:

   服务 · 数据文件夹: 下一次在这个数据文件夹上启动（\`npm start\`）时，会停止仍在运行的进程并清理其余；数据保留。
   Temporal · 来源: 改正或取消指定它的环境变量。
     | no such library"
  `);
});

test('in English the same', () => {
  expect(doctorText(findings, wordsOf('en'))).toMatchInlineSnapshot(`
   "      part      check        found
   ok    machine   Node.js      20.20.2
   look  stack     data folder  its supervisor was killed; still running: nats (12)
   FAIL  temporal  comes from   DOORSTEP_TEMPORAL_BIN is /x, and said:

   stack · data folder: The next start on this data folder (\`npm start\`) stops what still runs and clears the rest; the data stays.
   temporal · comes from: Correct or unset the variable that names it.
     | no such library"
  `);
});
