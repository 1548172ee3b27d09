/** What the form of a payment link is drawn from. */
import type { FieldErrors } from "../../lib/field-errors.ts";
import type { LinkDraft } from "./link-draft.ts";

export interface LinkForm {
  readonly draft: LinkDraft;
  readonly errors: FieldErrors;
  readonly change: (changes: Partial<LinkDraft>) => void;
}
