/** What Almara's calls are about, by the merchant's own id. */
import { KeyedRecords } from "../../web/records.ts";

export interface Identified {
  readonly originatorConversationId: string;
}

export class Records<Item extends Identified> extends KeyedRecords<Item> {
  constructor(isOver: (item: Item) => boolean, capacity?: number) {
    super((item) => item.originatorConversationId, isOver, capacity);
  }
}
