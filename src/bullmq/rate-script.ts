/**
 * One step of a rate store, in Redis's own language; `http/rate/shared/shared-rate-state.ts` says the same in TypeScript, and a
 * test holds them equal.
 *
 * KEYS[1]: the account's state. ARGV: "acquire" or "release"; the request or `{ id, report }` as JSON; the time in milliseconds,
 * or "" for the server's own; how long the state is kept after its last use, in milliseconds.
 */
export const RATE_SCRIPT = `
local SAME_WINDOW, TRUSTED_PAUSE, PROBE_INTERVAL = 1500, 60000, 1000
local floor, min, max = math.floor, math.min, math.max
local now = tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + floor(tonumber(time[2]) / 1000)
end
local input = cjson.decode(ARGV[2])
local stored = redis.call('GET', KEYS[1])
local state = stored and cjson.decode(stored) or { hasResponse = false, lastSentAt = 0, grants = {}, windows = {} }
local rules = ARGV[1] == 'acquire' and input.windows or input.report.windows
local windows, grants = state.windows, {}

local function windowAt(known, rule)
  if known == nil or known.resetAt > now + rule.windowMs + SAME_WINDOW then return nil end
  if now < known.resetAt then return known end
  local passed = floor((now - known.resetAt) / rule.windowMs) + 1
  return { limit = known.limit, remaining = known.limit, resetAt = known.resetAt + passed * rule.windowMs, lost = 0, lostAt = 0 }
end
local function lose(rule, at)
  local known = windows[rule.name]
  if known == nil or at <= known.resetAt - rule.windowMs then return end
  known.lost = known.lost + 1
  known.lostAt = max(known.lostAt, at)
end
local function endProbe(id, hasPassed)
  local pause = state.pause
  if pause == nil or pause.probe == nil or pause.probe ~= id then return end
  if hasPassed then state.pause = nil else pause.probe = nil end
end
local function pauseNow()
  local pause = state.pause
  if pause == nil then return nil end
  local passed = now - pause.fromMs
  if passed < 0 or passed >= pause.lengthMs then return nil end
  return pause
end

-- What time has changed.
for _, rule in ipairs(rules) do windows[rule.name] = windowAt(windows[rule.name], rule) end
state.pause = pauseNow()
local inFlight = 0
for id, grant in pairs(state.grants) do
  if grant.at > now then grant = { at = now, ['until'] = now + grant['until'] - grant.at } end
  if grant['until'] > now then
    grants[id] = grant
    inFlight = inFlight + 1
  else
    endProbe(id, false)
    for _, rule in ipairs(rules) do lose(rule, grant['until']) end
  end
end
state.grants = grants

local function opening(reserveShare, maxShare)
  local pause = state.pause
  if pause ~= nil and now < pause.probeAtMs then
    local at = pause.fromMs + pause.lengthMs
    return { free = false, at = at, look = min(pause.probeAtMs, at), reason = 'shut', pending = pause.probe ~= nil }
  end
  local probeAt = state.lastSentAt + PROBE_INTERVAL
  if not state.hasResponse and inFlight > 0 and now < probeAt then
    return { free = false, at = probeAt, look = probeAt, reason = 'unknown', pending = true }
  end
  local last = { free = true }
  for _, rule in ipairs(rules) do
    local window = windows[rule.name]
    if window ~= nil then
      local others = 0
      if maxShare < 1 then others = min(window.limit - 1, floor(window.limit * (1 - maxShare) + 0.5)) end
      local left = max(0, window.remaining - window.lost) - others
      local share = min(1, max(0, (window.resetAt - now) / rule.windowMs))
      local unspoken = left - floor(window.limit * reserveShare * share + 0.5)
      if unspoken - inFlight < 1 then
        local at, reserve, allowed = window.resetAt, window.limit * reserveShare, left - inFlight - 1
        if allowed >= 0 and reserve ~= 0 then
          local melted = floor(window.resetAt - ((allowed + 0.5) / reserve) * rule.windowMs) + 1
          at = min(window.resetAt, max(now + 1, melted))
        end
        local found = { free = false, at = at, look = at, reason = rule.name, pending = unspoken >= 1 }
        if not rule.waitable and not found.pending then return found end
        if last.free or at > last.at then last = found end
      end
    end
  end
  return last
end

local reply = 'released'
if ARGV[1] == 'acquire' then
  local id = input.id
  local found = grants[id] and { free = true } or opening(input.reserveShare, input.maxShare or 1)
  if not found.free then
    reply = cjson.encode({ granted = false, inMs = found.at - now, reason = found.reason, lookInMs = found.look - now, pending = found.pending })
  else
    reply = '{"granted":true}'
    if grants[id] == nil then
      grants[id] = { at = now, ['until'] = now + input.leaseMs }
      state.lastSentAt = now
      if state.pause ~= nil then
        state.pause.probe = id
        state.pause.probeAtMs = now + TRUSTED_PAUSE
      end
    end
  end
else
  local id, report = input.id, input.report
  local grant = grants[id]
  grants[id] = nil
  for _, told in ipairs(rules) do
    local before = windows[told.name]
    if report.fate == 'answered' and told.limit and told.remaining and told.inMs and told.inMs > 0 and told.inMs <= told.windowMs + SAME_WINDOW then
      local resetAt = now + told.inMs
      local age = grant and now - grant.at or 0
      if before == nil or resetAt - age > before.resetAt + SAME_WINDOW then
        windows[told.name] = { limit = told.limit, remaining = told.remaining, resetAt = resetAt, lost = 0, lostAt = 0 }
      elseif resetAt >= before.resetAt - SAME_WINDOW then
        if (grant and grant.at or 0) >= before.lostAt then before.lost = 0 end
        before.limit = told.limit
        before.remaining = min(told.remaining, before.remaining)
      end
    elseif report.fate == 'lost' and grant then
      lose(told, now)
    end
  end
  endProbe(id, report.fate == 'answered' and report.shutMs == nil)
  if report.shutMs and report.shutMs > 0 then
    local pause = pauseNow()
    local isLonger = pause ~= nil and pause.fromMs + pause.lengthMs > now + report.shutMs
    if not isLonger or pause.probe ~= nil then
      state.pause = { fromMs = now, lengthMs = report.shutMs, probeAtMs = now + TRUSTED_PAUSE }
    end
  end
  if report.fate == 'answered' then state.hasResponse = true end
end
redis.call('SET', KEYS[1], cjson.encode(state), 'PX', ARGV[4])
return reply
`;
