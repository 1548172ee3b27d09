/** The control call that adds a bill payment, or replaces the one with the same id. */
import type { Router } from "express";
import express from "express";
import { billSchema, toBillMembers } from "../bills/bill.ts";
import type { Bills } from "../bills/bills.ts";
import { writeJson } from "../../web/json-text.ts";
import { readLimit, refuseBody } from "../../web/control.ts";

export function createBillRouter({ records }: Bills): Router {
  const router = express.Router();
  router.get("/", (request, response) => {
    const bills = records.newestFirst().slice(0, readLimit(request));
    response
      .type("json")
      .send(writeJson({ bills: bills.map((bill) => toBillMembers(bill)) }));
  });
  router.post("/", (request, response) => {
    const body = billSchema.safeParse(request.body);
    if (!body.success) {
      refuseBody(response, body.error, Object.keys(billSchema.shape));
      return;
    }
    records.put(body.data);
    response
      .status(201)
      .type("json")
      .send(writeJson(toBillMembers(body.data)));
  });
  return router;
}
