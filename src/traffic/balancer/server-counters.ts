/** What a server, or a whole backend, has done since the start, counted as HAProxy's statistics do. */
export class ServerCounters {
  /** Requests that it has now, those still connecting included. */
  current = 0;
  sessions = 0;
  responses = 0;
  /** Requests that ended because no connection was made; of a backend also those for which there was no server in time. */
  connectErrors = 0;
  responseErrors = 0;
  /** Attempts that went to the same server again, or came after its answer failed. */
  retries = 0;
  /** Attempts that went from it to another server. */
  redispatches = 0;
  checkFailures = 0;
  downs = 0;
}
