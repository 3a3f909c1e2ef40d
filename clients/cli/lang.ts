/** In which language to speak: --lang, else DOORSTEP_LANG, else the locale of the terminal, else English. */
import { en } from './words/en';
import type { Lang, Words } from './words/words';
import { zh } from './words/zh';

const WORDS: Readonly<Record<Lang, Words>> = { en, zh };

export function langOf(argv: readonly string[], env: NodeJS.ProcessEnv): Lang {
  return (
    known(optionOf(argv)) ??
    known(env['DOORSTEP_LANG']) ??
    known(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']) ??
    'en'
  );
}

export const wordsOf = (lang: Lang): Words => WORDS[lang];

/** Looked at before the arguments are parsed, because the help has a language as well. */
function optionOf(argv: readonly string[]): string | undefined {
  const joined = argv.find((argument) => argument.startsWith('--lang='));
  if (joined !== undefined) return joined.slice('--lang='.length);
  const at = argv.indexOf('--lang');
  return at < 0 ? undefined : argv[at + 1];
}

/** `zh_CN.UTF-8` is zh. */
function known(value: string | undefined): Lang | undefined {
  const start = value?.slice(0, 2).toLowerCase();
  return start === 'zh' || start === 'en' ? start : undefined;
}
