import { Socket } from "node:net";
import { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import {
  createClientAddress,
  isProxyRange,
} from "../../src/http/kit/client-address.ts";
import type { TrustProxy } from "../../src/http/kit/client-address.ts";

function addressOf(
  trust: TrustProxy,
  remote: string | undefined,
  forwarded?: string,
): string {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remote });
  const req = new IncomingMessage(socket);
  if (forwarded !== undefined) req.headers["x-forwarded-for"] = forwarded;
  return createClientAddress(trust)(req);
}

describe("createClientAddress", () => {
  const PROXY = "10.0.0.1";
  const SHOPPER = "1.1.1.1";

  it.each<[string, TrustProxy, string]>([
    ["one proxy: whom it heard from", 1, `9.9.9.9, ${SHOPPER}`],
    ["two proxies", 2, `9.9.9.9, ${SHOPPER}, 10.0.0.2`],
    ["more proxies than there were", 5, SHOPPER],
    ["a forged entry", ["10.0.0.0/8"], `127.0.0.1, ${SHOPPER}, 10.0.0.9`],
    ["the last before what is no address", 2, `evil\u0007, ${SHOPPER}`],
    ["an address with a port", 1, `${SHOPPER}:55123`],
  ])("believes %s", (_what, trust, forwarded) => {
    expect(addressOf(trust, PROXY, forwarded)).toBe(SHOPPER);
  });

  it.each<[string, TrustProxy, string?]>([
    ["nobody by default", false, SHOPPER],
    ["no proxy where there are none", 0, SHOPPER],
    ["no proxy that says nothing", 1],
    ["no empty header", 1, ""],
    ["nothing that is no address", 1, "unknown"],
  ])("believes %s", (_what, trust, forwarded) => {
    expect(addressOf(trust, PROXY, forwarded)).toBe(PROXY);
  });

  it.each<[TrustProxy, string, string]>([
    [["loopback"], "::ffff:127.0.0.1", SHOPPER],
    [["uniquelocal"], "172.20.0.3", SHOPPER],
    [["192.168.1.7"], "192.168.1.7", SHOPPER],
    [["2001:db8::/32"], "2001:db8:1::1", SHOPPER],
    [["10.0.0.0/8"], "11.0.0.1", "11.0.0.1"],
  ])("that trusts %j and hears from %s: %s", (trust, remote, expected) => {
    expect(addressOf(trust, remote, SHOPPER)).toBe(expected);
  });

  it.each(["2001:db8::7", "[2001:db8::7]:55123"])("reads %s", (forwarded) => {
    expect(addressOf(1, PROXY, forwarded)).toBe("2001:db8::7");
  });

  it.each([
    ["an IPv4 address seen through IPv6", "::ffff:1.2.3.4", "1.2.3.4"],
    ["a link-local address with its zone", "fe80::1%eth0", "fe80::1"],
    ["a connection that is gone", undefined, "unknown"],
  ])("knows %s", (_what, remote, expected) => {
    expect(addressOf(false, remote)).toBe(expected);
  });
});

describe("isProxyRange", () => {
  it.each([
    ["loopback", true],
    ["10.0.0.1", true],
    ["10.0.0.0/8", true],
    // Whoever believes everybody believes every forgery.
    ["10.0.0.0/0", false],
    ["::1", true],
    ["fc00::/7", true],
    ["fc00::/128", true],
    ["10.0.0.0/255.0.0.0", true],
    ["10.0.0.0/33", false],
    ["fc00::/129", false],
    ["10.0.0.0/", false],
    ["10.0.0.0/8/8", false],
    ["10.0.0", false],
    ["proxy.example", false],
    ["true", false],
    ["__proto__", false],
    ["", false],
  ])("%j: %s", (text, expected) => {
    expect(isProxyRange(text)).toBe(expected);
  });
});
