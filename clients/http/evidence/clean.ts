/**
 * What may be kept of a file: judged by its content, never by its name or by what the sender says it is. Images are drawn
 * anew, so that nothing stays that tells where, when and by which device they were taken; nor anything hidden behind them.
 */
import sharp, { type Sharp } from 'sharp';
import { DoorstepError } from '../../../contracts/errors';

export interface Cleaned {
  readonly content: Buffer;
  readonly mediaType: string;
  readonly width: number | null;
  readonly height: number | null;
}

const IMAGES = {
  jpeg: (image: Sharp) => image.jpeg({ quality: 88 }),
  png: (image: Sharp) => image.png({ compressionLevel: 7 }),
  webp: (image: Sharp) => image.webp({ quality: 88 }),
} as const;
const PDF = 'application/pdf';

export const EVIDENCE_TYPES = [...Object.keys(IMAGES).map((format) => `image/${format}`), PDF] as const;

/** A picture of a few kilobytes may claim to be as large as a house. */
const MOST_PIXELS = 50_000_000;
const WITHIN_S = 20;

// One picture at a time and nothing kept: the process has other things to do, and little memory.
sharp.concurrency(1);
sharp.cache(false);
// What is not taken is not looked at either: each reader of a format is a door of its own.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

/** Throws MEDIA_TYPE_UNSUPPORTED for a type that is not taken, EVIDENCE_UNREADABLE for a picture that is broken or too large. */
export async function cleaned(content: Buffer): Promise<Cleaned> {
  // A document is kept as it is: what its writer said in it, they meant to say.
  if (content.subarray(0, 5).toString('latin1') === '%PDF-')
    return { content, mediaType: PDF, width: null, height: null };
  const found = await formatOf(content);
  if (found !== undefined) return redrawn(content, found);
  throw new DoorstepError('MEDIA_TYPE_UNSUPPORTED', `The file is none of ${EVIDENCE_TYPES.join(', ')}.`, {
    remedy: 'Send a JPEG, PNG or WebP picture, or a PDF.',
  });
}

async function formatOf(content: Buffer): Promise<keyof typeof IMAGES | undefined> {
  try {
    const { format } = await sharp(content, { limitInputPixels: false }).metadata();
    return Object.hasOwn(IMAGES, format) ? (format as keyof typeof IMAGES) : undefined;
  } catch {
    return undefined;
  }
}

async function redrawn(content: Buffer, format: keyof typeof IMAGES): Promise<Cleaned> {
  try {
    const image = sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
      .timeout({ seconds: WITHIN_S })
      // As it was held: the note of that goes with the rest of the notes.
      .rotate();
    const { data, info } = await IMAGES[format](image).toBuffer({ resolveWithObject: true });
    return { content: data, mediaType: `image/${format}`, width: info.width, height: info.height };
  } catch (cause) {
    throw new DoorstepError('EVIDENCE_UNREADABLE', 'The picture can’t be read.', { cause });
  }
}
