/** Sends one text message (SMS) to one phone. */
import type { MessageResult } from "./message-result.ts";

export interface TextMessage {
  /** With a plus sign and country code: "+254712345678". */
  readonly to: string;
  readonly text: string;
  /** The same each time the message is sent, so that a second copy can be told. */
  readonly reference: string;
}

export interface TextSender {
  /** Never throws for gateways and networks. */
  send(message: TextMessage): Promise<MessageResult>;
}
