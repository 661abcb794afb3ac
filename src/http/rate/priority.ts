/** Which lane a call takes when the rate limit is short: `live` always goes before `backfill`. */
export type Priority = "live" | "backfill";
