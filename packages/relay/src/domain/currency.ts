export {
  SUPPORTED_CURRENCIES,
  currencyExponent,
  currencyNumericCode,
} from "@malipo/protocol/currency";
