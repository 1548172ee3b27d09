/** Vitest's asymmetric matchers, typed as what they stand for: a value of which not all is known. */
import { expect } from "vitest";

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
