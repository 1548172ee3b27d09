/** The text of the page about one problem. */
export interface ProblemText {
  /** Why the problem occurs. */
  readonly why: string;
  /** What the developer of the page or of the merchant's backend can do. */
  readonly developer: string;
  /** What the operator of the relay can do, if anything. */
  readonly operator?: string;
  /** What to tell the shopper, if the problem concerns them. */
  readonly shopper?: string;
}
