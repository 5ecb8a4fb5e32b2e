export { causalOrder, type Dated } from './causal-order.js';
export { Clock, SystemClock } from './clock.js';
export { currencyDecimals } from './currencies.js';
export { DomainError, type ErrorKind, type FieldError, invalidField } from './domain-error.js';
export { Ids } from './ids.js';
export {
  addMoney,
  compareMoney,
  decimalsOf,
  formatMoney,
  type Money,
  multiplyMoney,
  parseMoney,
  subtractMoney,
} from './money.js';
export { isNestedTooDeep, mostLevels } from './nesting.js';
