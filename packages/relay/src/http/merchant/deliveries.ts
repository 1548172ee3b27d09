/** The webhooks that were or will be sent to the merchant's backend. */
import type { Request, Router } from "express";
import type { z } from "zod";
import { NOT_FOUND, mapResult, ok } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import {
  redriveDelivery,
  toDeliveryJson,
} from "../../use-cases/deliveries/deliveries.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import type { Wakeable } from "../../use-cases/shared/scheduler.ts";
import { sendResult } from "../kit/answer.ts";
import { readBody } from "../kit/request.ts";
import type {
  deliveryListSchema as answerSchema,
  deliverySchema,
  deliveryWithPayloadSchema,
} from "./delivery-answers.ts";
import { deliveryListSchema, emptySchema } from "./schemas.ts";

type ListAnswer = z.infer<typeof answerSchema>;
type DeliveryAnswer = z.infer<typeof deliverySchema>;
type WithPayload = z.infer<typeof deliveryWithPayloadSchema>;

export function addMerchantDeliveryRoutes(
  router: Router,
  deps: Deps,
  scheduler: Wakeable,
): void {
  const list = async (req: Request): Promise<Result<ListAnswer>> => {
    const query = readBody(deliveryListSchema, req.query);
    if (!query.ok) return query;
    const { limit, cursor, ...filter } = query.value;
    const { items, nextCursor } = await deps.store.listDeliveries(filter, {
      limit,
      cursor,
    });
    return ok({ deliveries: items.map(toDeliveryJson), nextCursor });
  };

  const read = async (id: string): Promise<Result<WithPayload>> => {
    const delivery = await deps.store.getDelivery(id);
    if (delivery === undefined) return NOT_FOUND;
    // Written by the outbox alone, so its shape is known.
    const payload = JSON.parse(delivery.payload) as WithPayload["payload"];
    return ok({ ...toDeliveryJson(delivery), payload });
  };

  const redrive = async (
    id: string,
    given: unknown,
  ): Promise<Result<DeliveryAnswer>> => {
    const body = readBody(emptySchema, given);
    return body.ok
      ? mapResult(await redriveDelivery(deps, scheduler, id), toDeliveryJson)
      : body;
  };

  router.get("/v1/merchant/deliveries", async (req, res) => {
    sendResult(res, 200, await list(req));
  });

  router.get("/v1/merchant/deliveries/:id", async (req, res) => {
    sendResult(res, 200, await read(req.params.id));
  });

  router.post("/v1/merchant/deliveries/:id/redrive", async (req, res) => {
    sendResult(res, 202, await redrive(req.params.id, req.body));
  });
}
