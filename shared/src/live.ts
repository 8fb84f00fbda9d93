/** seconds between two signs of life of the live stream; the server sends them, the page misses them */
export const heartbeatSeconds = 15;
