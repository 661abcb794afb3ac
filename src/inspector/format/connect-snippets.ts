/** How a program in one language sends its first order to the fake. */
export interface ConnectSnippet {
  readonly name: string;
  readonly code: (baseUrl: string) => string;
}

const body =
  '{"order_id":1001,"email":"kim@example.com","total":95,"currency":"USD","order_date":"2026-01-01T10:00:00Z"}';

/** One for each language; the token is always in the environment. */
export const CONNECT_SNIPPETS: readonly ConnectSnippet[] = [
  {
    name: "Node",
    code: (baseUrl) => `// npm install privy-orders
// PRIVY_BASE_URL=${baseUrl}
import { PrivyClient } from "privy-orders";

const client = PrivyClient.fromEnv();
await client.orders.upsert({
  order_id: 1001,
  email: "kim@example.com",
  total: 95,
  currency: "USD",
  order_date: new Date(),
});`,
  },
  {
    name: "PHP",
    code: (baseUrl) => `<?php
$curl = curl_init("${baseUrl}/orders/placed");
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_HTTPHEADER => [
        "Authorization: Bearer " . getenv("PRIVY_API_TOKEN"),
        "Content-Type: application/json",
    ],
    CURLOPT_POSTFIELDS => '${body}',
]);
echo curl_exec($curl);`,
  },
  {
    name: "Python",
    code: (baseUrl) => `import os, urllib.request

request = urllib.request.Request(
    "${baseUrl}/orders/placed",
    method="POST",
    headers={
        "Authorization": "Bearer " + os.environ["PRIVY_API_TOKEN"],
        "Content-Type": "application/json",
    },
    data=b'${body}',
)
print(urllib.request.urlopen(request).read().decode())`,
  },
  {
    name: "Ruby",
    code: (baseUrl) => `require "net/http"

response = Net::HTTP.post(
  URI("${baseUrl}/orders/placed"),
  '${body}',
  "Authorization" => "Bearer #{ENV.fetch("PRIVY_API_TOKEN")}",
  "Content-Type" => "application/json",
)
puts response.body`,
  },
  {
    name: "curl",
    code: (baseUrl) => `curl ${baseUrl}/orders/placed \\
  -H "Authorization: Bearer $PRIVY_API_TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d '${body}'`,
  },
  {
    name: "compose",
    code: (baseUrl) => `services:
  privy-fake:
    image: node:22-alpine
    command: npx privy-orders fake --host 0.0.0.0 --allow-host privy-fake
    environment:
      PRIVY_FAKE_KEY: \${PRIVY_FAKE_KEY}
      PRIVY_FAKE_TOKEN: \${PRIVY_API_TOKEN}
  shop:
    environment:
      PRIVY_BASE_URL: ${baseUrl.replace(/\/\/[^:/]+/, "//privy-fake")}
      PRIVY_API_TOKEN: \${PRIVY_API_TOKEN}`,
  },
];
