/**
 * How often the user has asked running work to stop. Work that takes long remembers the count when it starts and stops
 * when it has changed; who hears the user (a notebook's kernel) raises it.
 */
export const interruption = { count: 0 };
