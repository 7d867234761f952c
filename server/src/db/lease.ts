/** How long whoever claims a delivery has it to themselves before another may take it. More than three times an attempt's limit: the boot refuses less. */
export const leaseSeconds = 30

/** How long mail is tried without being asked to. Resend forgets an idempotency key after 24 hours: no automatic attempt comes near it. */
export const automaticMs = 20 * 3_600_000
