/** What a page about one problem says. */
export interface ProblemText {
  /** Why the relay answers so. */
  readonly why: string;
  /** What the developer of the page or of the merchant's backend can do. */
  readonly developer: string;
  /** What who runs the relay can do, where they can do anything. */
  readonly operator?: string;
  /** What the shopper should be told, where it concerns them. */
  readonly shopper?: string;
}
