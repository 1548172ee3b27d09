/** Sends one e-mail to one person. */
import type { MessageResult } from "./message-result.ts";

export interface Mail {
  /** The same each time the message is sent, so that a second copy can be told: "receipt.ord_1". */
  readonly id: string;
  /** An address alone, without a name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Refers to nothing outside: it is shown as it is. */
  readonly html: string;
}

export interface Mailer {
  /** Never throws for mail servers and networks. */
  send(mail: Mail): Promise<MessageResult>;
}
