/** The links of a letter where it is plain text: each on a line of its own, with what it does before it. */
import type { LetterAction } from './channel';

/** Empty for a letter without links. */
export const linkLines = (actions: readonly LetterAction[]): string =>
  actions.map(({ label, url }) => `${label}: ${url}`).join('\n');

/** They act in the name of whoever got them, whoever uses them. */
const FOR_YOU: Readonly<Record<string, string>> = {
  en: 'These links are for you alone: whoever opens them acts in your name. Do not pass this message on.',
  zh: '以上链接仅供您本人使用，谁打开就代表您操作，请勿转发。',
};
export const forYou = (lang: string): string => FOR_YOU[lang] ?? FOR_YOU['en'] ?? '';
