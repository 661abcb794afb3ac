<?php
// Tests code that reports orders to Privy, against the fake: start, send, wait, expect, reset.
//
//     php examples/fake-from-php/check_orders.php
//
// PRIVY_FAKE names the command that starts the fake; default: npx privy-orders fake

declare(strict_types=1);

/** One call; gives the status and the parsed JSON. */
function call(string $method, string $url, mixed $body = null, array $headers = []): array
{
    if ($body !== null) {
        $headers[] = 'Content-Type: application/json';
    }
    $context = stream_context_create(['http' => [
        'method' => $method,
        'header' => $headers,
        'content' => $body === null ? '' : json_encode($body),
        'ignore_errors' => true,
        'timeout' => 30,
    ]]);
    $text = file_get_contents($url, false, $context);
    preg_match('/ (\d{3})/', $http_response_header[0], $status);
    return [(int) $status[1], json_decode($text, true)];
}

/** What the shop does: here would stand a call of its own code. */
function reportOrder(array $ready, array $order): array
{
    $headers = ["Authorization: Bearer {$ready['token']}"];
    return call('POST', "{$ready['baseUrl']}/orders/placed", $order, $headers);
}

function check(bool $holds, mixed $found): void
{
    if (!$holds) {
        throw new RuntimeException('found ' . json_encode($found));
    }
}

// Start. It ends with this program, because its standard input does.
$command = getenv('PRIVY_FAKE') ?: 'npx privy-orders fake';
$fake = proc_open(
    "exec $command --port 0 --no-config --json --until-stdin-ends",
    [0 => ['pipe', 'r'], 1 => ['pipe', 'w']],
    $pipes,
);
try {
    $ready = json_decode(fgets($pipes[1]), true);
    $control = "{$ready['url']}/_fake";

    // Send.
    $order = [
        'order_id' => 1001,
        'email' => 'ada@example.com',
        'total' => 95,
        'currency' => 'USD',
        'order_date' => gmdate('Y-m-d\TH:i:s\Z'),
        'accepts_email_marketing' => true,
    ];
    [$status, $answer] = reportOrder($ready, $order);
    check($status === 201, $answer);

    // Wait, for code that reports in the background.
    [$status, $waited] = call('GET', "$control/wait?q=order:1001&timeout=10s");
    check($status === 200 && $waited['data'][0]['outcome'] === 'created', $waited);

    // Expect. What does not hold is explained.
    [$status, $answer] = call('POST', "$control/expect", [
        ['order' => '1001', 'toMatch' => ['total_amount' => '95.00']],
        ['contact' => 'ada@example.com', 'toMatch' => ['email_consent' => 'subscribed']],
        ['noHints' => true],
    ]);
    check($status === 200 && $answer === ['holds' => true], $answer);
    [$status, $answer] = call('POST', "$control/expect", ['order' => '1002', 'toHaveBeenReceived' => true]);
    check($status === 409 && str_contains($answer['error']['message'], 'No order 1002 was received'), $answer);

    // Make something go wrong: the next request is answered with 503.
    call('POST', "$control/faults", ['fault' => '503']);
    [$status, $answer] = reportOrder($ready, $order);
    check($status === 503, $answer);

    // Reset, before the next test.
    call('POST', "$control/reset", new stdClass());
    [, $orders] = call('GET', "$control/orders");
    check($orders['total'] === 0, $orders);
    echo "php: the orders arrive as they should\n";
} finally {
    fclose($pipes[0]);
    proc_close($fake);
}
