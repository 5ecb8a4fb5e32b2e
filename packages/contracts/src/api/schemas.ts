import * as activity from './activity.js';
import * as letters from './dead-letter.js';
import * as event from './event.js';
import { liveResponse, readyResponse } from './health.js';
import * as journey from './journey.js';
import * as ops from './ops.js';
import * as order from './order.js';
import * as payment from './payment.js';
import { problem } from './problem.js';
import * as replay from './replay.js';
import * as session from './session.js';
import * as voucher from './voucher.js';

/** Bodies that have a name in the documentation. */
export const schemas = {
  requests: {
    PlaceOrder: order.placeOrderBody,
    Pay: payment.payBody,
    StripeEvent: payment.stripeEvent,
    RequestRefund: payment.refundBody,
    RedriveDeadLetter: letters.redriveOneBody,
    RedriveDeadLetters: letters.redriveManyBody,
    DiscardDeadLetters: letters.discardManyBody,
    AppendEvent: event.eventBody,
    StartReplay: replay.replayBody,
    SignIn: session.signInBody,
  },
  answers: {
    Order: order.orderResponse,
    OrderPage: order.orderPage,
    OrderHistory: order.orderHistory,
    HistoryEntry: order.historyEntry,
    OrderStatus: order.orderStatusResponse,
    OrderUpdate: order.orderUpdate,
    Payment: payment.paymentResponse,
    PaymentAttempt: payment.paymentAttempt,
    PaymentPage: payment.paymentPage,
    Refund: payment.refund,
    Voucher: voucher.voucherResponse,
    VoucherPage: voucher.voucherPage,
    AppendedEvent: event.appendedEvent,
    ArchivedEvent: event.archivedEvent,
    EventPage: event.eventPage,
    Replay: replay.replayResponse,
    ReplayPage: replay.replayPage,
    DeadLetterSummary: letters.deadLetterSummary,
    DeadLetter: letters.deadLetterResponse,
    DeadLetterPage: letters.deadLetterPage,
    Operation: letters.operationResponse,
    Queue: ops.queueResponse,
    Relay: ops.relayResponse,
    Activity: activity.activityResponse,
    ActivityBucket: activity.activityBucket,
    Journey: journey.journeyResponse,
    JourneyEvent: journey.journeyEvent,
    Delivery: journey.delivery,
    Timer: ops.timerResponse,
    TimerTotals: ops.timerTotals,
    Projection: ops.projectionResponse,
    Rebuild: ops.rebuildResponse,
    Session: session.sessionResponse,
    Liveness: liveResponse,
    Readiness: readyResponse,
    Problem: problem,
  },
} as const;
