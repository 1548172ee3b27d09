/** Bill payments: three initial ones, more through the control API. */
import { Records } from "../lib/records.ts";
import type { Bill } from "./bill.ts";
import { billSchema } from "./bill.ts";

/** `statusCode` is always 0, as in the documented failed bill: only `status` is meaningful. */
const DEMO_BILLS = [
  {
    systemConversationId: "01000000-0012-0a00-aace-08de8fba4f88",
    originatorConversationId: "68022bce-0453-45f9-a897-047db75fc39e",
  },
  {
    systemConversationId: "01000000-0012-0a00-aace-08de8fba4f89",
    originatorConversationId: "7d0c2f61-52be-4c0a-9d6e-2b8a4f1c7e10",
    amount: "2450.50",
    narration: "Electricity",
    receiptNumber: "UD17X2Q9WD",
    status: 4,
    transactionStatusDescription: "Completed",
  },
  {
    systemConversationId: "01000000-0012-0a00-aace-08de8fba4f90",
    originatorConversationId: "a41be3d8-0f27-4f5b-8c1d-90d5e6b2c374",
    amount: 300,
    narration: "Water",
    status: 1,
    transactionStatusDescription: "Pending",
  },
];

export class Bills {
  readonly records = new Records<Bill>(() => true);

  constructor() {
    this.reset();
  }

  /** Restores the initial bills. */
  reset(): void {
    this.records.clear();
    for (const bill of DEMO_BILLS) this.records.put(billSchema.parse(bill));
  }
}
