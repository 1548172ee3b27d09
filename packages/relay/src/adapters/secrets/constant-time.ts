/** Comparing secrets without telling by the time it takes how much of a guess was right. */
import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string): Uint8Array =>
  createHash("sha256").update(text, "utf8").digest();

/** Compares digests, so that texts of different length take the same path as texts of the same length. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}
