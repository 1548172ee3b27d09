/** All attempts of one sandbox; one that is still open is never forgotten. */
import type { Attempt } from "./attempts.ts";
import { stateOf } from "./attempts.ts";
import { Records } from "../lib/records.ts";

export class Ledger extends Records<Attempt> {
  constructor(capacity?: number) {
    super((attempt) => stateOf(attempt) !== "pending", capacity);
  }
}
