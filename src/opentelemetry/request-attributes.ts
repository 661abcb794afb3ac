import type { AttemptStartEvent } from "../http/observing/observer.js";
import type { SentAttributes } from "./open-telemetry-options.js";

/** The attributes of one attempt's span and metric. */
export interface RequestAttributes {
  /** The path without any value in it: `/v1/contacts/{id}`. */
  readonly template: string;
  /** Attributes with few different values, for a metric. */
  readonly common: SentAttributes;
  readonly urlFull: string;
}

/**
 * The attributes of an HTTP client request by OpenTelemetry's semantic conventions. `url.full` has REDACTED in place of
 * ids, and no query, because both may hold customers' values.
 */
export function requestAttributes(event: AttemptStartEvent): RequestAttributes {
  const { origin, protocol, hostname, port } = new URL(event.urlTemplate);
  // Not `pathname`, in which the braces are percent-encoded.
  const template = event.urlTemplate.slice(origin.length) || "/";
  const defaultPort = protocol === "http:" ? 80 : 443;
  return {
    template,
    common: {
      "http.request.method": event.method,
      "server.address": hostname.replace(/^\[|\]$/g, ""),
      "server.port": port === "" ? defaultPort : Number(port),
      "url.scheme": protocol.slice(0, -1),
      "url.template": template,
    },
    urlFull: origin + template.replace(/\{[^{}]*\}/g, "REDACTED"),
  };
}
