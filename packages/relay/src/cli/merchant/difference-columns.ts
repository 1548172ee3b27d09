/** How lists of differences are shown. */
export const DIFFERENCE_COLUMNS = {
  CAUSE: "cause",
  STATE: "state",
  ORDER: "orderId",
  ATTEMPT: "attemptId",
  REFUND: "refundId",
  METHOD: "method",
  HERE: "here.status",
  AMOUNT: "here.amount",
  PROVIDER: "atProvider.says",
  ITS_AMOUNT: "atProvider.amount",
  FOUND: "foundAt",
  RESOLVED: "resolution",
};
