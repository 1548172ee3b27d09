/** Vitest's asymmetric matchers, typed as what they stand for: a value of which not all is known. */
import { expect } from "vitest";
import type { Reply } from "./harness.ts";

export const anyString: unknown = expect.any(String);
export const anyNumber: unknown = expect.any(Number);

export const containing = (part: string): unknown =>
  expect.stringContaining(part);

export const matching = (pattern: RegExp): unknown =>
  expect.stringMatching(pattern);

export const withMembers = (members: object): unknown =>
  expect.objectContaining(members);

/** An id that the sandbox gives. */
export const uuid = matching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);

/** A time with the provider's seven fraction digits. */
export const providerTime = matching(
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/,
);

/** The envelope with which a request is accepted. */
export const acceptanceOf = (originatorConversationId: unknown) => ({
  appDomainName: "SANDBOX",
  remarks: anyString,
  originatorConversationId,
  systemConversationId: uuid,
  timestamp: providerTime,
});

/** Almara refuses the call because of this field, and of no other. */
export function expectFieldError(
  { status, json }: Reply,
  field: string,
  message: unknown = anyString,
): void {
  expect([status, json["errors"]]).toEqual([400, [{ field, message }]]);
}

/** Almara does not know the id. */
export function expectUnknownId(
  { status, json }: Reply,
  id: string,
  idType = "OriginatorConversationId",
): void {
  expect([status, json]).toEqual([404, { id, idType, message: anyString }]);
}
