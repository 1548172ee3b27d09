/**
 * What is stored of an API key. A key is 256 random bits, so that nobody can guess what a plain SHA-256 is of, and a slow
 * hash would only slow the caller down. It doesn't depend on the master key: changing that must not end every API key.
 */
import { createHash } from "node:crypto";
import { isSameSecret } from "./constant-time.ts";

export const apiKeyDigest = (key: string): string =>
  createHash("sha256").update(key, "utf8").digest("base64url");

export const isApiKey = (key: string, digest: string): boolean =>
  isSameSecret(apiKeyDigest(key), digest);
