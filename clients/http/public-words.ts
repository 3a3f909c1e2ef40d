/**
 * Free words as the public may see them: what names or reaches a person is left out by rule. Made for what people here write:
 * numbers of telephones, identity cards (GB 11643, by their checksum) and bank cards (Luhn), addresses of mail and messengers,
 * plates of cars, and doors of homes. The building stays: it is where the matter is. Names are not recognised.
 */

/** Instead of what is left out; the same in every language. */
export const LEFT_OUT = '[…]';

interface Rule {
  readonly finds: RegExp;
  /** Of what looks alike: whether it is one. */
  readonly isOne?: (found: string) => boolean;
}

const PROVINCE = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const NUMERAL = '一二三四五六七八九十百零〇两\\d';

/** In their order: what an earlier one took is no other's. */
const RULES: readonly Rule[] = [
  { finds: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g },
  { finds: /(?:微信|wechat|qq|v信)(?:号码?|群)?\s*(?:是|为|is)?\s*[:：]?\s*[a-z\d][\w-]{4,24}/gi },
  { finds: /(?<!\d)\d{6}[ -]?(?:18|19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dx](?!\d)/gi, isOne: isIdentityCard },
  { finds: /(?<!\d)\d{6}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/g },
  { finds: /(?<!\d)\d{4}(?:[ -]?\d{4}){2}[ -]?\d{4}(?:[ -]?\d{1,3})?(?!\d)/g, isOne: isBankCard },
  { finds: /(?<![\d+])(?:(?:\+|00)86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g },
  { finds: /(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3})[ -]?[2-9]\d{6,7}(?:(?:转|ext\.?|[ -])\d{1,5})?(?!\d)/gi },
  { finds: /(?<![\d+])\+[1-9](?:[ -]?\d){6,14}(?!\d)/g },
  {
    finds: new RegExp(`[${PROVINCE}使][A-HJ-NP-Z][ ·•-]?[A-HJ-NP-Z\\d]{4,5}[A-HJ-NP-Z\\d挂学警港澳领]`, 'gi'),
    isOne: hasDigit,
  },
  { finds: new RegExp(`[${NUMERAL}]{1,6}(?:[-—][${NUMERAL}]{1,5})*\\s*(?:室|号房|房间|号门|号住户)`, 'g') },
  { finds: /(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])/g },
  { finds: /\b(?:room|rm\.?|flat|apartment|apt\.?)\s*(?:no\.?\s*)?#?\s*\d{1,5}[a-z]?\b/gi },
];

/** Never longer than a few characters more for each thing that it leaves out. */
export function publicWords(text: string): string {
  const plain = halfWidth(text);
  const taken: (readonly [from: number, to: number])[] = [];
  for (const { finds, isOne } of RULES)
    for (const found of plain.matchAll(finds)) {
      const [from, to] = [found.index, found.index + found[0].length];
      if (isOne?.(found[0]) === false || taken.some(([a, b]) => from < b && a < to)) continue;
      taken.push([from, to]);
    }
  let shown = '';
  let at = 0;
  for (const [from, to] of taken.sort(([a], [b]) => a - b)) {
    shown += text.slice(at, from) + LEFT_OUT;
    at = to;
  }
  return shown + text.slice(at);
}

/** Digits and letters as wide as Chinese characters are the same ones; each stays in its place. */
const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');

const digitsOf = (text: string): string => text.replace(/[ -]/g, '').toUpperCase();

/** GB 11643: the last character is that of the seventeen before it. */
function isIdentityCard(found: string): boolean {
  const text = digitsOf(found);
  const month = Number(text.slice(10, 12));
  const day = Number(text.slice(12, 14));
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = [...text.slice(0, 17)].reduce(
    (total, digit, place) => total + Number(digit) * (2 ** (17 - place) % 11),
    0,
  );
  return '10X98765432'[sum % 11] === text[17];
}

/** Luhn, as ISO/IEC 7812 has it. */
function isBankCard(found: string): boolean {
  const digits = [...digitsOf(found)].reverse().map(Number);
  const sum = digits.reduce((total, digit, place) => {
    const counted = place % 2 === 0 ? digit : digit * 2;
    return total + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return sum % 10 === 0;
}

/** A word of letters alone is a word. */
function hasDigit(found: string): boolean {
  return /\d/.test(found);
}
