import { callFake } from "../../api/call-fake.js";

/** Sends a request again; gives the number of the last one that it became. */
export async function replay(n: number, options: string | object): Promise<number> {
  const { requests } = await callFake<{ requests: readonly number[] }>(
    "POST",
    `/requests/${n}/replay`,
    options,
  );
  return requests.at(-1) ?? n;
}
