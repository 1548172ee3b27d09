import { createHmac, timingSafeEqual } from "node:crypto";
import { createRelay, parseConfig } from "@malipo/relay";
import express from "express";

const { ok, config, problems } = parseConfig(process.env);
if (!ok) throw new Error(JSON.stringify(problems));

const PRICES = { "SHIRT-1": { name: "Black shirt", price: "2500.00" } };

/** The shop's own prices, in place of a catalog. */
async function resolveCart(lines) {
  const products = lines
    .filter(({ sku }) => Object.hasOwn(PRICES, sku))
    .map(({ sku }) => ({ sku, ...PRICES[sku] }));
  return { currency: "KES", products };
}

const relay = createRelay({ ...config, resolveCart });
const app = express();
app.use("/pay", relay.router); // before any body parser: signatures are of raw bytes

app.get("/", (req, res) => {
  res.send(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>One shirt</title>
    <script type="module" src="/pay/widget/v1/malipo.js"></script>
  </head>
  <body>
    <malipo-checkout
      relay="${config.publicUrl}"
      cart='[{"sku":"SHIRT-1","quantity":1}]'
    ></malipo-checkout>
  </body>
</html>`);
});

const key = Buffer.from(
  process.env.MALIPO_WEBHOOK_SECRET.replace("whsec_", ""),
  "base64",
);

function isFromRelay(req) {
  const id = req.get("webhook-id");
  const time = req.get("webhook-timestamp");
  const mac = createHmac("sha256", key).update(`${id}.${time}.`);
  const expected = `v1,${mac.update(req.body).digest("base64")}`;
  const isFresh = Math.abs(Date.now() / 1000 - Number(time)) <= 300;
  return (
    isFresh &&
    (req.get("webhook-signature") ?? "")
      .split(" ")
      .some(
        (given) =>
          given.length === expected.length &&
          timingSafeEqual(Buffer.from(given), Buffer.from(expected)),
      )
  );
}

app.post("/webhooks", express.raw({ type: "application/json" }), (req, res) => {
  if (!Buffer.isBuffer(req.body) || !isFromRelay(req))
    return res.sendStatus(400);
  const { type, data } = JSON.parse(req.body);
  console.log(type, data.order.reference);
  res.sendStatus(204);
});

await relay.start();
const server = app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  console.log("shop on port", server.address().port);
});
server.headersTimeout = 15_000;
server.requestTimeout = 30_000;

process.once("SIGTERM", async () => {
  server.close();
  await relay.close();
});
