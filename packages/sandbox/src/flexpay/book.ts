/** All transactions by reference; pending ones are never evicted. */
import { KeyedRecords } from "../web/records.ts";
import type { Transaction } from "./transaction.ts";

export class Book extends KeyedRecords<Transaction> {
  constructor(capacity?: number) {
    super(
      ({ reference }) => reference,
      ({ status }) => status !== "AWAITING_ACCEPTANCE",
      capacity,
    );
  }
}
