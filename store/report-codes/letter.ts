/** What lies sealed until it is sent. */
import type { CodeAddress } from './code';

export interface CodeLetter {
  readonly address: CodeAddress;
  readonly code: string;
  readonly lang: string;
}

export const letterText = (letter: CodeLetter): Buffer => Buffer.from(JSON.stringify(letter), 'utf8');
export const letterFrom = (text: Buffer): CodeLetter => JSON.parse(text.toString('utf8')) as CodeLetter;
export const sealedFor = (letter: string): string => `doorstep report code\n${letter}`;
