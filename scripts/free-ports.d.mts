/** Ports of the loopback interface that nobody listens on, below those that clients are given. */
export function freePorts(count: number): Promise<number[]>;
