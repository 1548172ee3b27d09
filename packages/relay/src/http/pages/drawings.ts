/**
 * What the relay draws: QR codes, and the pictures that messengers show. Each takes milliseconds and anyone may ask for
 * it, so that the last ones are kept.
 */
import { RecentValues } from "../../use-cases/shared/recent-times.ts";
import { drawPreview } from "./preview-picture.ts";
import { encodeQr, toPath } from "./qr-code.ts";
import type { QrPath } from "./qr-code.ts";
import { digestOf } from "./send-file.ts";
import type { PageFile } from "./send-file.ts";

export interface Drawings {
  qrCode(text: string): QrPath;
  /** `url`: of the page that it leads to. */
  preview(url: string): Promise<PageFile>;
  /** Changes with the preview, and is known before it is drawn. */
  previewVersion(url: string): string;
}

/** Of a few kilobytes each. */
const CODES_KEPT = 500;
const PREVIEWS_KEPT = 200;
/** Raised with each change of how previews look. */
const PREVIEW_LOOK = 1;

export function createDrawings(encode: typeof encodeQr = encodeQr): Drawings {
  const codes = new RecentValues<QrPath>(CODES_KEPT);
  const previews = new RecentValues<Promise<PageFile>>(PREVIEWS_KEPT);
  return {
    qrCode(text) {
      const known = codes.get(text);
      if (known !== undefined) return known;
      const code = toPath(encode(text));
      codes.set(text, code);
      return code;
    },
    preview(url) {
      const known = previews.get(url);
      if (known !== undefined) return known;
      const file = drawPreview(encode(url));
      previews.set(url, file);
      file.catch(() => {
        previews.delete(url);
      });
      return file;
    },
    previewVersion: (url) => digestOf(`${PREVIEW_LOOK} ${url}`),
  };
}
