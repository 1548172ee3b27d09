/** Attempts in the shopper API. */
import { attemptResponseSchema, startAttemptSchema } from "@malipo/protocol";
import { emptyBodySchema } from "@malipo/protocol/merchant";
import { parseKenyanPhone } from "../../domain/phone.ts";
import {
  cancelAttempt,
  checkAttempt,
} from "../../use-cases/attempts/check-attempt.ts";
import { startAttempt } from "../../use-cases/attempts/start-attempt.ts";
import { ATTEMPT, PENDING_ORDER } from "../kit/examples.ts";
import { ATTEMPT_ID, ORDER_ID } from "../kit/path-params.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const attempt = json("The attempt and its order.", attemptResponseSchema, {
  attempt: ATTEMPT,
  order: PENDING_ORDER,
});

export const ATTEMPT_ROUTES: readonly Route[] = [
  route({
    id: "startAttempt",
    method: "POST",
    path: "/v1/orders/:id/attempts",
    params: { id: ORDER_ID },
    access: "relayToken",
    limit: "attemptsByAddress",
    summary: "Start an attempt to pay the order",
    idempotencyKey: "required",
    body: body(startAttemptSchema, { method: "mpesa", phone: "0712 345 678" }),
    responses: { 201: attempt },
    problems: [
      "amount_not_allowed",
      "attempt_alive",
      "link_used_up",
      "method_unavailable",
      "order_closed",
      "order_under_review",
      "phone_invalid",
      "phone_not_allowed",
      "phone_required",
      "phone_used",
    ],
    async handle({ deps, limits, limitPrompts }, request) {
      const { key } = request;
      const { id } = request.params;
      const taken = await limits.take("attempts", id);
      if (!taken.ok) return taken;
      const begin = () => startAttempt(deps, id, request.body, key);
      // Counted per phone number, in any spelling.
      const phone = parseKenyanPhone(request.body.phone ?? "");
      return phone === undefined
        ? begin()
        : limitPrompts({ phone, orderId: id, idempotencyKey: key }, begin);
    },
  }),

  ...(
    [
      {
        call: "check",
        useCase: checkAttempt,
        summary: "Query the provider now",
      },
      {
        call: "cancel",
        useCase: cancelAttempt,
        summary: "Cancel the attempt",
        description:
          "Takes effect only if the provider confirms that nothing was paid.",
      },
    ] as const
  ).map(({ call, useCase, ...words }) =>
    route({
      ...words,
      id: `${call}Attempt`,
      method: "POST",
      path: `/v1/orders/:id/attempts/:attemptId/${call}`,
      params: { id: ORDER_ID, attemptId: ATTEMPT_ID },
      access: "relayToken",
      limit: "checksByAddress",
      body: body(emptyBodySchema, {}),
      responses: { 200: attempt },
      problems: ["check_too_soon"],
      async handle({ deps, querier, limits }, { params, access }) {
        const taken = await limits.take("checks", params.id);
        return taken.ok
          ? useCase(deps, querier, access.order, params.attemptId)
          : taken;
      },
    }),
  ),
];
