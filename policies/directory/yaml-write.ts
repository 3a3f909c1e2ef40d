/** The directory as a community document: one line an entry, so that two exports compare well. */
import { stringify } from 'yaml';
import type { WrittenDirectory } from '../../store';
import { documentInOrder } from './shape';

/** The same text for the same directory. Comments of a document that was imported are not kept. */
export function directoryYaml(document: WrittenDirectory): string {
  const parts = Object.entries(documentInOrder(document)).map(([name, value]) =>
    Array.isArray(value) && value.length > 0
      ? `\n${name}:\n${value.map((entry) => `  - ${inOneLine(entry)}\n`).join('')}`
      : `${name}: ${inOneLine(value)}\n`,
  );
  return parts.join('');
}

function inOneLine(value: unknown): string {
  const text = stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
  // A text with a line break is spread out; as JSON, which is YAML too, it is not.
  return text.includes('\n') ? JSON.stringify(value) : text;
}
