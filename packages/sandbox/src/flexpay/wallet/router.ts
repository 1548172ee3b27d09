/** Routes of the wallet: page, live stream and sending. */
import type { Response, Router } from "express";
import express from "express";
import { MAX_BODY_BYTES } from "../../web/client-error.ts";
import { sendPage } from "../../web/layout.ts";
import type { Flexpay } from "../flexpay.ts";
import { toTransactionJson } from "../transaction.ts";
import type { WalletForm, WalletProblems } from "./form.ts";
import { readWalletForm, sendFromWallet } from "./form.ts";
import { walletPage } from "./page.ts";
import { toWalletScreen } from "./screen.ts";

export function createWalletRouter(flexpay: Flexpay): Router {
  const router = express.Router();
  router.get("/", (request, response) => {
    show(flexpay, response, readWalletForm(request.query));
  });
  router.get("/events", (_request, response) => {
    flexpay.streams.open(response, "");
  });
  router.post(
    "/transfers",
    express.urlencoded({ extended: false, limit: MAX_BODY_BYTES }),
    (request, response) => {
      const form = readWalletForm(request.body);
      const result = sendFromWallet(flexpay, form);
      // The page's script requests JSON; without JavaScript, the browser posts the form and gets the page.
      const wantsJson = request.accepts("html", "json") === "json";
      if (!result.ok && wantsJson) response.status(422).json(result);
      else if (!result.ok) show(flexpay, response, form, result.problems);
      else if (wantsJson)
        response.status(201).json(toTransactionJson(result.transaction));
      else response.redirect(303, "/wallet#sent");
    },
  );
  return router;
}

function show(
  flexpay: Flexpay,
  response: Response,
  form: WalletForm,
  problems?: WalletProblems,
): void {
  const screen = toWalletScreen(flexpay);
  const { directory } = flexpay;
  const page = walletPage({
    directory,
    screen,
    form,
    problems: problems ?? {},
  });
  sendPage(response, problems === undefined ? 200 : 422, page);
}
