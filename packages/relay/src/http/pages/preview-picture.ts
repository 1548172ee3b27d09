/**
 * The picture that messengers show of a payment link that has none of its own: its QR code, so that a forwarded picture
 * can be paid by as well. A PNG, because messengers take no SVG.
 */
import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";
import { QUIET_ZONE } from "./qr-code.ts";
import type { QrModules } from "./qr-code.ts";
import type { PageFile } from "./send-file.ts";

/** What Facebook and WhatsApp show whole: https://developers.facebook.com/docs/sharing/webmasters/images */
export const PREVIEW_SIZE = { width: 1200, height: 630 } as const;
const MARGIN = 40;

/** Indexes into the palette. */
const GROUND = 0;
const LIGHT = 1;
const DARK = 2;
/** As the pages' accent, and white and black, which all readers know. */
const PALETTE = [0x0b, 0x6e, 0x4f, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00];

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const compress = promisify(deflate);

export async function drawPreview(code: QrModules): Promise<PageFile> {
  const { width, height } = PREVIEW_SIZE;
  const size = code.size + 2 * QUIET_ZONE;
  const module = Math.floor((height - 2 * MARGIN) / size);
  const left = Math.floor((width - module * size) / 2);
  const top = Math.floor((height - module * size) / 2);
  // Each row begins with its filter: none.
  const rows = Buffer.alloc((width + 1) * height, GROUND);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const isDark = code.data[y - QUIET_ZONE]?.[x - QUIET_ZONE] === true;
      for (let line = 0; line < module; line += 1) {
        const start =
          (top + y * module + line) * (width + 1) + 1 + left + x * module;
        rows.fill(isDark ? DARK : LIGHT, start, start + module);
      }
    }
  return { type: "image/png", bytes: await toPng(width, height, rows) };
}

/** With a palette of eight bits: https://www.w3.org/TR/png-3/ */
async function toPng(
  width: number,
  height: number,
  rows: Buffer,
): Promise<Uint8Array> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // depth, palette, and the only methods there are
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(PALETTE)),
    chunk("IDAT", await compress(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
