/** The most bytes that a playbook's or a roster's file may have: 5 MB. */
export const largestFile = 5 * 1024 * 1024
