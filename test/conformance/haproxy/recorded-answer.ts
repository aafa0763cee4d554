/** One request of a recording, as its log and statistics had it. */
export interface RecordedAnswer {
  readonly status: number | 'closed without a response';
  readonly ms: number;
  readonly log: {
    /** Two letters, and two more on cookies. */
    readonly termination: string;
    /** `+` = redispatched. */
    readonly retries: string;
    /** `<NOSRV>` = none. */
    readonly server: string;
    readonly queue_srv: string;
    readonly queue_backend: string;
  };
  readonly counters: RecordedCounters;
  readonly requests_received_by_servers: readonly number[];
}

export interface RecordedCounters {
  readonly wretr: number;
  readonly wredis: number;
  readonly econ: number;
  readonly eresp: number;
  readonly per_server_wretr: readonly number[];
  readonly per_server_econ: readonly number[];
  readonly per_server_stot: readonly number[];
}
