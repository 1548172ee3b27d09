import { describe, expect, it } from "vitest";
import {
  createAddressGuard,
  isListable,
} from "../../../src/adapters/merchant-http/address-guard.ts";

const guard = (listed: readonly string[] = [], allowsLoopback = false) =>
  createAddressGuard({ listed, allowsLoopback });

/** The registries of special-purpose addresses: RFC 6890 and what IANA has added to it. */
const NOT_PUBLIC = [
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.8",
  "192.0.2.1",
  "192.168.1.1",
  "198.18.0.1",
  "198.51.100.7",
  "203.0.113.9",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::127.0.0.1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "::ffff:a9fe:a9fe",
  "::ffff:0:127.0.0.1",
  "64:ff9b::10.0.0.1",
  "64:ff9b::a9fe:a9fe",
  "64:ff9b:1::1",
  "100::1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "3fff::1",
  "4000::1",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "localhost",
  "",
];
const PUBLIC = [
  "1.1.1.1",
  "8.8.8.8",
  "172.32.0.1",
  "100.128.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::8.8.8.8",
  "2606:4700:4700::1111",
];

describe("the guard of addresses", () => {
  it.each(NOT_PUBLIC)("refuses %j", (address) => {
    expect(guard().allows("shop.example", address)).toBe(false);
  });

  it.each(PUBLIC)("allows %s", (address) => {
    expect(guard().allows("shop.example", address)).toBe(true);
  });

  it.each([
    ["shop.internal", "shop.internal", "10.0.0.1", true],
    ["Shop.Internal", "shop.internal", "10.0.0.1", true],
    ["shop.internal", "other.internal", "10.0.0.1", false],
    ["internal", "shop.internal", "10.0.0.1", false],
    ["10.1.2.3", "shop.internal", "10.1.2.3", true],
    ["10.1.2.3", "shop.internal", "::ffff:10.1.2.3", true],
    ["10.1.2.3", "shop.internal", "10.1.2.4", false],
    ["10.0.0.0/8", "shop.internal", "10.9.9.9", true],
    ["10.0.0.0/8", "shop.internal", "192.168.0.1", false],
    ["10.0.0.0/8", "shop.internal", "fd00::1", false],
    ["fd00::/8", "shop.internal", "fd12::1", true],
    ["::1", "::1", "::1", true],
    ["localhost", "localhost", "127.0.0.1", true],
  ])("with %s in the list, has %s at %s: %s", (entry, host, address, is) => {
    expect(guard([entry]).allows(host, address)).toBe(is);
  });

  it("allows only loopback addresses to a relay on this machine", () => {
    const allowed = NOT_PUBLIC.filter((address) =>
      guard([], true).allows("shop.example", address),
    );
    expect(allowed).toEqual([
      "127.0.0.1",
      "127.255.255.254",
      "::1",
      "::127.0.0.1",
      "::ffff:127.0.0.1",
    ]);
  });

  it.each([
    ["shop.internal", true],
    ["shop", true],
    ["10.0.0.0/8", true],
    ["fd00::/8", true],
    ["::1", true],
    ["*.internal", false],
    ["http://shop.internal", false],
    ["shop.internal:443", false],
    ["shop.internal/hook", false],
    ["10.0.0.0/99", false],
    [".", false],
  ])("takes %s for a list: %s", (text, is) => {
    expect(isListable(text)).toBe(is);
  });
});
