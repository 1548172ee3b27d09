/** The phone over HTTP: its page, its live stream, and the answers to prompts. */
import type { Request, Response, Router } from "express";
import express from "express";
import type { Decisions } from "../decisions.ts";
import type { Ledger } from "../ledger.ts";
import { MAX_BODY_BYTES } from "../web/client-error.ts";
import { sendPage } from "../web/layout.ts";
import type { AnswerResult } from "./answer.ts";
import { answerPrompt, readAnswer } from "./answer.ts";
import { phonePage } from "./page.ts";
import { toScreen } from "./screen.ts";
import type { PhoneStreams } from "./stream.ts";
import { toPhoneDigits } from "./wording.ts";

export interface PhoneOptions {
  readonly ledger: Ledger;
  readonly decisions: Decisions;
  readonly streams: PhoneStreams;
}

const REFUSALS: Readonly<
  Record<Exclude<AnswerResult, "taken">, readonly [number, string]>
> = {
  bad_pin: [422, "A PIN has four digits."],
  over: [409, "This request is over."],
  unknown: [404, "This request is not known."],
};

export function createPhoneRouter(options: PhoneOptions): Router {
  const { ledger, streams } = options;
  const router = express.Router();
  router.get("/", (request, response) => {
    showPhone(ledger, response, { phone: readPhone(request) });
  });
  router.get("/events", (request, response) => {
    streams.open(response, readPhone(request));
  });
  router.post(
    "/prompts/:id",
    express.urlencoded({ extended: false, limit: MAX_BODY_BYTES }),
    (request, response) => {
      answer(options, request.params.id, request, response);
    },
  );
  return router;
}

/** The page's script asks for JSON; without it the browser posts the form and gets the page again. */
function answer(
  options: PhoneOptions,
  id: string,
  request: Request,
  response: Response,
): void {
  const form = readAnswer(request.body);
  const result =
    form === undefined ? "unknown" : answerPrompt(options, id, form);
  const phone = toPhoneDigits(form?.phone ?? "");
  const wantsJson = request.accepts("html", "json") === "json";
  if (result === "taken") {
    if (wantsJson) response.json({ result });
    else
      response.redirect(303, phone === "" ? "/phone" : `/phone?phone=${phone}`);
    return;
  }
  const [status, message] = REFUSALS[result];
  if (wantsJson) response.status(status).json({ result, message });
  else showPhone(options.ledger, response, { phone, status, message });
}

function showPhone(
  ledger: Ledger,
  response: Response,
  {
    phone,
    status = 200,
    message = "",
  }: { phone: string; status?: number; message?: string },
): void {
  const screen = toScreen(ledger, phone, new Date());
  sendPage(response, status, phonePage(screen, phone, message));
}

function readPhone(request: Request): string {
  const phone = request.query["phone"];
  return typeof phone === "string" ? toPhoneDigits(phone.slice(0, 40)) : "";
}
