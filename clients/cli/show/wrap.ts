/** Text in lines of a width. Chinese counts as two columns and may break between any two characters. */

/** Holds words together that belong together, as far as a line is long enough; shown as a space. */
export const TOGETHER = '\u00a0';

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
/** Where a text may break; what a line does not begin with stays with the character before it. */
const BREAKABLE = /[\u2e80-\ua4cf\uff00-\uff60][，。、；：？！）》”]*|[^\u2e80-\ua4cf\uff00-\uff60]+/g;

export const widthOf = (text: string): number =>
  [...text].reduce((width, char) => width + (WIDE.test(char) ? 2 : 1), 0);

export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const push = (piece: string): void => {
    if (widthOf(line + piece.trimEnd()) > width && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = '';
    }
    if (line !== '' || piece.trim() !== '') line += piece;
  };
  for (const chunk of text.split(/([^\S\u00a0]+)/)) for (const piece of piecesOf(chunk, width)) push(piece);
  return [...lines, line.trimEnd()].map(shown);
}

export const shown = (text: string): string => text.replaceAll(TOGETHER, ' ');

/** What belongs together falls apart only where it is longer than a line: into its words, or else anywhere. */
function piecesOf(chunk: string, width: number): readonly string[] {
  if (chunk.includes(TOGETHER)) {
    if (widthOf(chunk) <= width) return [chunk];
    return chunk.split(/(\u00a0)/).flatMap((word) => (word === TOGETHER ? [' '] : piecesOf(word, width)));
  }
  return (chunk.match(BREAKABLE) ?? []).flatMap((piece) => (widthOf(piece) <= width ? [piece] : [...piece]));
}
