/** The phone over HTTP: its page, its live stream, and the answers to prompts. */
import type { Request, Response, Router } from "express";
import express from "express";
import type { Decisions } from "../attempts/decisions.ts";
import { MAX_BODY_BYTES } from "../../web/client-error.ts";
import { sendPage } from "../../web/layout.ts";
import type { AnswerResult } from "./answer.ts";
import { answerPrompt, readAnswer } from "./answer.ts";
import { phonePage } from "./page.ts";
import type { PaybillForm } from "./paybill.ts";
import { EMPTY_PAYBILL, payBill, readPaybill } from "./paybill.ts";
import type { PhoneSources } from "./screen.ts";
import { toScreen } from "./screen.ts";
import type { PhoneStreams } from "./stream.ts";
import { toPhoneDigits } from "./wording.ts";

export interface PhoneOptions extends PhoneSources {
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
  const { streams } = options;
  const router = express.Router();
  const readForm = express.urlencoded({
    extended: false,
    limit: MAX_BODY_BYTES,
  });
  router.get("/", (request, response) => {
    showPhone(options, response, { phone: readPhone(request) });
  });
  router.get("/events", (request, response) => {
    streams.open(response, readPhone(request));
  });
  router.post("/prompts/:id", readForm, (request, response) => {
    answer(options, request.params.id, request, response);
  });
  router.post("/paybill", readForm, (request, response) => {
    pay(options, request, response);
  });
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
  if (result === "taken") {
    sendTaken(request, response, phone);
    return;
  }
  const [status, message] = REFUSALS[result];
  if (wantsJson(request)) response.status(status).json({ result, message });
  else showPhone(options, response, { phone, status, message });
}

function pay(
  options: PhoneOptions,
  request: Request,
  response: Response,
): void {
  const form = readPaybill(request.body);
  const paid = payBill(options.c2bPayments, form);
  const phone = toPhoneDigits(form.phone);
  if (paid.result === "taken") sendTaken(request, response, phone);
  else if (wantsJson(request)) response.status(422).json(paid);
  else
    showPhone(options, response, {
      phone,
      status: 422,
      paybill: { form, error: paid.message },
    });
}

function wantsJson(request: Request): boolean {
  return request.accepts("html", "json") === "json";
}

function sendTaken(request: Request, response: Response, phone: string): void {
  if (wantsJson(request)) response.json({ result: "taken" });
  else
    response.redirect(303, phone === "" ? "/phone" : `/phone?phone=${phone}`);
}

function showPhone(
  sources: PhoneSources,
  response: Response,
  {
    phone,
    status = 200,
    message = "",
    paybill = { form: EMPTY_PAYBILL, error: "" },
  }: {
    phone: string;
    status?: number;
    message?: string;
    paybill?: { form: PaybillForm; error: string };
  },
): void {
  const screen = toScreen(sources, phone, new Date());
  const page = phonePage({ screen, phone, notice: message, paybill });
  sendPage(response, status, page);
}

function readPhone(request: Request): string {
  const phone = request.query["phone"];
  return typeof phone === "string" ? toPhoneDigits(phone.slice(0, 40)) : "";
}
