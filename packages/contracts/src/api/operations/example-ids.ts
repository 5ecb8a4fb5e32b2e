/** What the examples of requests speak of. */
export const exampleIds = {
  /** A manual order that nobody has paid yet. */
  openOrder: '01a1fcaa-8b52-7417-a60b-52b7150fb667',
  /** Paid, and neither sent nor cancelled. */
  confirmedOrder: '01a1fcab-1f0e-7c52-9d3a-6a1d8d2f4b10',
  deliveredOrder: '01a1fcab-7b61-7e0c-8f43-0c6e5b1f9a77',
  unknownOrder: '00000000-0000-7000-8000-000000000000',
  voucherCode: '7GKQ-M2XW-94TB',
  unknownVoucherCode: '2222-2222-2222',
  replay: '01a1fcac-2d4e-7a31-9b5c-7d8e9f0a1b2c',
  deadLetter: 'payment.7d9f2c14-3b6a-4e0f-9a55-1c2d3e4f5a6b',
  unknownDeadLetter: 'payment.00000000-0000-4000-8000-000000000000',
} as const;
