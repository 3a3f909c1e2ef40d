/** Every part of the stack, and what to do where something is not as it should be. */
import { dataFolder } from '../../../contracts/connections';
import { diagnose, type Finding } from '../../../stack';
import { spoken, type Check } from '../../../stack/texts';
import type { Session } from '../session';
import { askQueues } from './metrics';
import { remedyText } from '../show/error';
import { table } from '../show/table';
import type { Words } from '../words/words';

/** @returns 5 when a check failed, else 0 */
export async function doctor(session: Session): Promise<number> {
  const { env } = session.io;
  const found = await diagnose({
    queues: () => askQueues(env),
    dataDir: dataFolder(env),
    env,
    deadLetters: async () => {
      const { channels } = await session.doorstep();
      const [count, oldest] = await Promise.all([channels.deadLetterCount(), channels.deadLetters({ limit: 1 })]);
      return { count, oldestAtMs: oldest[0]?.diedAtMs ?? null };
    },
    quarantined: async () =>
      (await (await session.doorstep()).list({ quarantined: true, limit: 1_000 })).map(({ id }) => id),
  });
  const healthy = found.every(({ status }) => status !== 'fail');
  const findings = found.map(({ phrases: _, ...finding }) => finding);
  session.answer({ healthy, findings }, () => doctorText(found, session.words));
  return healthy ? 0 : 5;
}

/** A row for each, then what to do where something is not as it should be. */
export function doctorText(findings: readonly Finding[], words: Words): string {
  const rows = findings.map((finding) => {
    const [first = ''] = foundText(finding, words).split('\n');
    return [words.status[finding.status], words.doctor.part[finding.part], checkName(finding, words), first];
  });
  const advice = findings.flatMap((finding) => adviceOn(finding, words));
  return [
    table(['', words.column.part, words.column.check, words.column.found], rows, null),
    ...(advice.length === 0 ? [] : ['', ...advice]),
  ].join('\n');
}

const checkName = ({ check }: Finding, words: Words): string =>
  Object.hasOwn(words.doctor.check, check) ? words.doctor.check[check as Check] : check;

/** Of a refusal the translated sentence says what kind of thing is wrong, the English one which. */
function foundText({ code, found, phrases }: Finding, words: Words): string {
  if (code === undefined) return spoken(phrases.found, words.doctor.text);
  return [words.codes[code]?.meaning, found].filter((text) => text !== undefined).join(' ');
}

function adviceOn(finding: Finding, words: Words): readonly string[] {
  const { part, status, code, remedy, found, phrases } = finding;
  if (status === 'ok' || remedy === undefined || phrases.remedy === undefined) return [];
  const said = code === undefined ? spoken(phrases.remedy, words.doctor.text) : remedyText({ code, remedy }, words);
  // What a program said stands below the sentence.
  return [`${words.doctor.part[part]} · ${checkName(finding, words)}: ${said}`, ...found.split('\n').slice(1)];
}
