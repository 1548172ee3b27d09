import type { Scope } from "@malipo/protocol";
import { en } from "../../words/en.ts";

/** From the words, so that a new scope can't be forgotten, and the interface's schemas stay out of the page. */
const TEXTS: Readonly<Record<Scope, string>> = en.keys.scopeTexts;

export const SCOPES = Object.keys(TEXTS) as readonly Scope[];
