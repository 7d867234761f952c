/** How many submissions a sender may make to a form within a window that slides. */
export interface SenderLimit {
  most: number
  windowMs: number
}

/** A whole office behind one address, or a stand at a fair, sends less; a program that wants to fill the lists sends more. */
export const senderLimit: SenderLimit = { most: 30, windowMs: 10 * 60_000 }
