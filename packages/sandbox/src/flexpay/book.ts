/** All transactions of one sandbox, by reference; one that still waits is never forgotten. */
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
