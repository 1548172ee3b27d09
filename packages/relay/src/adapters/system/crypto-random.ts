/** Randomness from the operating system. */
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import type { Random } from "../../ports/clock.ts";

const ID_BYTES = 16;
/** Without 0, O, 1, I and L, which people confuse. */
const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const CHANCES = 2 ** 32;

export const cryptoRandom: Random = {
  id: (prefix) => `${prefix}${randomBytes(ID_BYTES).toString("base64url")}`,
  uuid: () => randomUUID(),
  code: (length) =>
    Array.from({ length }, () =>
      CODE_LETTERS.charAt(randomInt(CODE_LETTERS.length)),
    ).join(""),
  chance: () => randomInt(CHANCES) / CHANCES,
};
