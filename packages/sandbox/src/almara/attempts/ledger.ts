/** All attempts; open ones are never evicted. */
import type { Attempt } from "./attempts.ts";
import { stateOf } from "./attempts.ts";
import { Records } from "../lib/records.ts";

export class Ledger extends Records<Attempt> {
  constructor(capacity?: number) {
    super((attempt) => stateOf(attempt) !== "pending", capacity);
  }
}
