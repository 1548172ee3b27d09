/** What stands in the addresses of routes. What can be none of ours looks like any other nothing: 404. */

export interface PathParam {
  readonly description: string;
  readonly example: string;
  /** What it must look like, decoded. */
  readonly pattern: RegExp;
  /**
   * Source of a regular expression for how it stands in an address. Where the relay shares the root of somebody else's
   * origin, only addresses of this shape are its own.
   */
  readonly shape: string;
}

/** Ids of the relay's own making: in any letter case, as addresses are compared. */
const ofShape = (
  shape: string,
  description: string,
  example: string,
): PathParam => ({
  description,
  example,
  shape,
  pattern: new RegExp(`^${shape}$`, "i"),
});

/**
 * As long as the providers' own ids may be; printable, so that it can stand in a log line. Merchants choose the ids of
 * payouts and bills, so blanks are allowed in one.
 */
const PRINTABLE = /^(?! +$)[\x20-\x7e]{1,100}$/;

export const printable = (description: string, example: string): PathParam => ({
  description,
  example,
  shape: "[^/]+",
  pattern: PRINTABLE,
});

export const oneOf = (
  names: readonly string[],
  description: string,
  example: string,
): PathParam => ofShape(`(?:${names.join("|")})`, description, example);

export const ORDER_ID = ofShape(
  "ord_[\\w-]{22}",
  "The order's id.",
  "ord_2mJx0Lk3SxK7Qw9dZr5TfA",
);
export const PAYMENT_LINK_ID = ofShape(
  "pl_[\\w-]{22}",
  "The payment link's id.",
  "pl_Yb3kD0sVQ6mJ1nXe8RwZtg",
);
export const ATTEMPT_ID = ofShape(
  "[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}",
  "The attempt's id.",
  "0b9f4c1e-7a54-4c1d-9f0e-3d2a6b8c5e71",
);
export const REFUND_ID = printable(
  "The refund's id.",
  "5d0c8a52-1f6b-4b8e-8a0c-94b7e1d3f260",
);
export const TRANSFER_REFERENCE = printable(
  "The provider's reference of the transfer.",
  "TXN-16820000-AB1C2D3E",
);
/** Whose calls they are. Which ids there are is known only where the relay is assembled. */
export const PROVIDER = ofShape(
  "[a-z][a-z0-9_-]{0,31}",
  "The provider's id.",
  "examplepay",
);
/** A callback about an attempt is always answered by the relay, whatever it names: its proof decides. */
export const CALLBACK_ATTEMPT_ID: PathParam = {
  ...ATTEMPT_ID,
  shape: "[^/]+",
  pattern: /^[^/]{1,128}$/,
};
/** Names of files of the widget. */
export const WIDGET_FILE = ofShape(
  "malipo\\.[\\w.]+",
  "The file's name.",
  "malipo.js",
);
