/** Routes of the sandbox's own shop. */
import type { Router } from "express";
import express from "express";
import { z } from "zod";
import { MAX_BODY_BYTES } from "../web/client-error.ts";
import { sendPage } from "../web/layout.ts";
import { orderPage, refusedPage } from "./pages.ts";
import type { TestOrders } from "./test-orders.ts";

const formSchema = z.object({ phone: z.string() });

/** Where callbacks arrive, followed by the order's id. */
export const CALLBACK_PATH = "/shop/callbacks/";

export function createShopRouter(orders: TestOrders): Router {
  const router = express.Router();
  router.post(
    "/orders",
    express.urlencoded({ extended: false, limit: MAX_BODY_BYTES }),
    async (request, response) => {
      const form = formSchema.safeParse(request.body);
      const order = form.success && (await orders.create(form.data.phone));
      if (order) response.redirect(303, `/shop/orders/${order.id}`);
      else
        sendPage(
          response,
          400,
          refusedPage("That is no Kenyan mobile number, such as 0712 345 600."),
        );
    },
  );
  router.get("/orders/:id", async (request, response, next) => {
    const order = await orders.read(request.params.id);
    if (order === undefined) {
      next();
      return;
    }
    if (order.status.name === "pending") response.set("Refresh", "1");
    sendPage(response, 200, orderPage(order));
  });
  router.post("/callbacks/:id", async (request, response) => {
    await orders.receiveCallback(request.params.id);
    response.sendStatus(200);
  });
  return router;
}
