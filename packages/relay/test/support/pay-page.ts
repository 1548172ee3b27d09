/** The pages of payment links, over a store of one link. */
import type { PaymentLink } from "@malipo/protocol";
import express from "express";
import { beforeEach } from "vitest";
import { createDrawings } from "../../src/http/pages/drawings.ts";
import type { Drawings } from "../../src/http/pages/drawings.ts";
import { encodeQr } from "../../src/http/pages/qr-code.ts";
import { createTimeZone } from "../../src/domain/time-zone.ts";
import type { PageFile } from "../../src/http/pages/send-file.ts";
import { PAY_PAGE_ROUTES } from "../../src/http/pages/pay-page.ts";
import { listen } from "./http-server.ts";
import { MemoryLog } from "./memory-log.ts";
import { serveRoutes } from "./routes.ts";
import type { PartOfContext } from "./routes.ts";

export const PUBLIC_URL = "https://pay.shop.example";
export const ID = "pl_AAAAAAAAAAAAAAAAAAAAAA";
const merchant = { name: "Duka la Mavazi" };

const LINK: PaymentLink = {
  id: ID,
  title: "Cooking class",
  description: "Twelve seats",
  currency: "KES",
  amount: { value: 250_000, currency: "KES" },
  min: null,
  max: null,
  active: true,
  expiresAt: null,
  merchant,
  currencyExponent: 2,
  url: `${PUBLIC_URL}/pay/${ID}`,
};

/** As a reader sees it: without tags, with white space in one. */
export const words = (text: string): string =>
  text
    .replace(/<[^>]*>/g, " ")
    .replaceAll("\u00a0", " ")
    .replace(/\s+/g, " ");

/** `found`: what the store has. */
export function payPages() {
  let log: MemoryLog;
  let asked: string[];
  let drawings: Drawings;
  /** The texts of all codes that were drawn. */
  let drawn: string[];
  beforeEach(() => {
    log = new MemoryLog();
    asked = [];
    drawn = [];
    drawings = createDrawings((text) => {
      drawn.push(text);
      return encodeQr(text);
    });
  });

  async function serve(
    found: Partial<PaymentLink> | undefined | Error,
    {
      mountedAt = "/",
      withoutScript = null,
      merchantLogo = null,
      timeZone = "Africa/Nairobi",
      ...merchantChanges
    }: {
      mountedAt?: string;
      withoutScript?: string | null;
      merchantLogo?: PageFile | null;
      timeZone?: string;
      supportUrl?: string;
    } = {},
  ): Promise<string> {
    const serve = serveRoutes(PAY_PAGE_ROUTES, {
      deps: {
        log,
        settings: {
          publicUrl: `${PUBLIC_URL}${mountedAt === "/" ? "" : mountedAt}`,
          merchant: { ...merchant, ...merchantChanges },
          timeZone: createTimeZone(timeZone),
          allowedOrigins: [PUBLIC_URL, "https://shop.example"],
        },
      },
      merchantLogo,
      drawings,
      getPayableLink(id: string) {
        asked.push(id);
        if (found instanceof Error) return Promise.reject(found);
        return Promise.resolve(
          found && {
            link: {
              ...LINK,
              merchant: { ...merchant, ...merchantChanges },
              ...found,
            },
            withoutScript,
          },
        );
      },
    } as unknown as PartOfContext);
    return listen(express().use(mountedAt, serve));
  }

  async function visit(
    found: Partial<PaymentLink> | undefined | Error,
    path = `/pay/${ID}`,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; headers: Headers; text: string }> {
    const res = await fetch(`${await serve(found)}${path}`, { headers });
    return { status: res.status, headers: res.headers, text: await res.text() };
  }

  return {
    serve,
    visit,
    log: () => log,
    asked: () => asked,
    drawn: () => drawn,
  };
}
