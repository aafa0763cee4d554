/** Columns of the results are in seconds and CPUs; the world counts milliseconds and nano-CPUs. */
export const msPerSecond = 1000;
export const nanoPerCpu = 1e9;
