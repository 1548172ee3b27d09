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
  it.each<[string, TrustProxy, string | undefined, string | undefined, string]>(
    [
      ["believes nobody by default", false, "10.0.0.1", "1.1.1.1", "10.0.0.1"],
      ["zero proxies", 0, "10.0.0.1", "1.1.1.1", "10.0.0.1"],
      [
        "one proxy: whom it heard from",
        1,
        "10.0.0.1",
        "9.9.9.9, 1.1.1.1",
        "1.1.1.1",
      ],
      ["two proxies", 2, "10.0.0.1", "9.9.9.9, 1.1.1.1, 10.0.0.2", "1.1.1.1"],
      ["more proxies than there were", 5, "10.0.0.1", "1.1.1.1", "1.1.1.1"],
      ["a proxy that says nothing", 1, "10.0.0.1", undefined, "10.0.0.1"],
      ["an empty header", 1, "10.0.0.1", "", "10.0.0.1"],
      [
        "a forged first entry",
        ["10.0.0.0/8"],
        "10.0.0.1",
        "127.0.0.1, 1.1.1.1, 10.0.0.9",
        "1.1.1.1",
      ],
      [
        "a sender that is no proxy",
        ["10.0.0.0/8"],
        "11.0.0.1",
        "1.1.1.1",
        "11.0.0.1",
      ],
      [
        "loopback by name",
        ["loopback"],
        "::ffff:127.0.0.1",
        "1.1.1.1",
        "1.1.1.1",
      ],
      [
        "private ranges by name",
        ["uniquelocal"],
        "172.20.0.3",
        "1.1.1.1",
        "1.1.1.1",
      ],
      [
        "one address",
        ["192.168.1.7"],
        "192.168.1.7",
        "2001:db8::7",
        "2001:db8::7",
      ],
      [
        "an IPv6 range",
        ["2001:db8::/32"],
        "2001:db8:1::1",
        "1.1.1.1",
        "1.1.1.1",
      ],
      ["an address with a port", 1, "10.0.0.1", "1.1.1.1:55123", "1.1.1.1"],
      [
        "an IPv6 address with a port",
        1,
        "10.0.0.1",
        "[2001:db8::7]:55123",
        "2001:db8::7",
      ],
      ["what is no address", 1, "10.0.0.1", "unknown", "10.0.0.1"],
      [
        "what is no address, further away",
        2,
        "10.0.0.1",
        "evil\u0007, 1.1.1.1",
        "1.1.1.1",
      ],
      [
        "an IPv4 address seen through IPv6",
        false,
        "::ffff:1.2.3.4",
        undefined,
        "1.2.3.4",
      ],
      [
        "a link-local address with its zone",
        false,
        "fe80::1%eth0",
        undefined,
        "fe80::1",
      ],
      ["a connection that is gone", 1, undefined, "1.1.1.1", "unknown"],
    ],
  )("%s", (_what, trust, remote, forwarded, expected) => {
    expect(addressOf(trust, remote, forwarded)).toBe(expected);
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
