/** How long a text message is as providers count it: in the 7-bit alphabet of GSM 03.38, or else in UTF-16. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Each takes two places. */
const EXTENDED = '^{}\\[~]|€\f';
const [SINGLE_7, EACH_7, SINGLE_16, EACH_16] = [160, 153, 70, 67];

export interface SmsLength {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Places taken: 7-bit characters, or units of UTF-16. */
  readonly length: number;
  readonly segments: number;
}

export function smsLength(text: string): SmsLength {
  const characters = [...text];
  const isPlain = characters.every((one) => BASIC.includes(one) || EXTENDED.includes(one));
  if (!isPlain)
    return lengthOf(
      'UCS-2',
      characters.map((one) => one.length),
      SINGLE_16,
      EACH_16,
    );
  return lengthOf(
    'GSM-7',
    characters.map((one) => (EXTENDED.includes(one) ? 2 : 1)),
    SINGLE_7,
    EACH_7,
  );
}

/** A character that takes two places is not torn apart: it goes into the next segment. */
function lengthOf(encoding: SmsLength['encoding'], places: readonly number[], single: number, each: number): SmsLength {
  const length = places.reduce((sum, one) => sum + one, 0);
  if (length <= single) return { encoding, length, segments: 1 };
  let [segments, used] = [1, 0];
  for (const one of places) {
    if (used + one > each) [segments, used] = [segments + 1, 0];
    used += one;
  }
  return { encoding, length, segments };
}
