# Tests code that reports orders to Privy, against the fake: start, send, wait, expect, reset.
#
#     ruby examples/fake-from-ruby/check_orders.rb
#
# PRIVY_FAKE names the command that starts the fake; default: npx privy-orders fake

require "json"
require "net/http"
require "shellwords"
require "time"

# One call; gives the status and the parsed JSON.
def call(method, url, body = nil, headers = {})
  uri = URI(url)
  request = Net::HTTP.const_get(method.capitalize).new(uri, headers)
  unless body.nil?
    request["Content-Type"] = "application/json"
    request.body = JSON.generate(body)
  end
  response = Net::HTTP.start(uri.host, uri.port, read_timeout: 30) { |http| http.request(request) }
  [response.code.to_i, JSON.parse(response.body)]
end

# What the shop does: here would stand a call of its own code.
def report_order(ready, order)
  call("post", "#{ready["baseUrl"]}/orders/placed", order, "Authorization" => "Bearer #{ready["token"]}")
end

def check(holds, found)
  raise "found #{found}" unless holds
end

# Start. It ends with this program, because its standard input does.
command = Shellwords.split(ENV.fetch("PRIVY_FAKE", "npx privy-orders fake"))
fake = IO.popen([*command, "--port", "0", "--no-config", "--json", "--until-stdin-ends"], "r+")
begin
  ready = JSON.parse(fake.gets)
  control = "#{ready["url"]}/_fake"

  # Send.
  order = {
    order_id: 1001,
    email: "ada@example.com",
    total: 95,
    currency: "USD",
    order_date: Time.now.utc.iso8601,
    accepts_email_marketing: true
  }
  status, answer = report_order(ready, order)
  check(status == 201, answer)

  # Wait, for code that reports in the background.
  status, waited = call("get", "#{control}/wait?q=order:1001&timeout=10s")
  check(status == 200 && waited["data"][0]["outcome"] == "created", waited)

  # Expect. What does not hold is explained.
  status, answer = call("post", "#{control}/expect", [
    { order: "1001", toMatch: { total_amount: "95.00" } },
    { contact: "ada@example.com", toMatch: { email_consent: "subscribed" } },
    { noHints: true }
  ])
  check(status == 200 && answer == { "holds" => true }, answer)
  status, answer = call("post", "#{control}/expect", { order: "1002", toHaveBeenReceived: true })
  check(status == 409 && answer["error"]["message"].include?("No order 1002 was received"), answer)

  # Make something go wrong: the next request is answered with 503.
  call("post", "#{control}/faults", { fault: "503" })
  status, answer = report_order(ready, order)
  check(status == 503, answer)

  # Reset, before the next test.
  call("post", "#{control}/reset", {})
  _, orders = call("get", "#{control}/orders")
  check(orders["total"] == 0, orders)
  puts "ruby: the orders arrive as they should"
ensure
  fake.close_write
  fake.close
end
