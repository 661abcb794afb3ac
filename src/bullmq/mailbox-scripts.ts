/** What every script begins with. KEYS[1]: what all keys begin with. */
const names = `
local base = KEYS[1]
local function mailOf(account, order) return base .. ':mail:' .. account .. ':' .. order end
local function noteOf(account, order) return base .. ':order:' .. account .. ':' .. order end
local function ordersOf(account) return base .. ':orders:' .. account end
local function forgetIfEmpty(account, order)
  if redis.call('EXISTS', mailOf(account, order)) == 0 then redis.call('ZREM', ordersOf(account), order) end
end
local function bury(letter)
  local state = letter.state
  -- One that was forgotten meanwhile, or delivered by another worker, leaves no letter.
  if redis.call('HDEL', mailOf(state.account, state.orderId), state.id) == 0 then return 0 end
  redis.call('HSET', base .. ':dead', state.id, letter.json)
  redis.call('ZADD', base .. ':dead-at', letter.diedAt, state.id)
  redis.call('SADD', base .. ':dead-of:' .. state.account, state.id)
  redis.call('SADD', base .. ':accounts', state.account)
  forgetIfEmpty(state.account, state.orderId)
  return 1
end
local function dropLetter(id, account)
  redis.call('ZREM', base .. ':dead-at', id)
  redis.call('SREM', base .. ':dead-of:' .. account, id)
  return redis.call('HDEL', base .. ':dead', id)
end
`;

/** ARGV: the state as JSON, with its text apart; how many orders may wait. Returns the state's id and whether the order changes its lane, or why not. */
export const PUT_SCRIPT: string = `${names}
local state, most = cjson.decode(ARGV[1]), tonumber(ARGV[2])
local account, order = state.account, state.orderId
local note, mail = noteOf(account, order), mailOf(account, order)
local mark = redis.call('HGET', note, 'watermark')
if mark and state.version and state.version < tonumber(mark) then return { 'stale' } end
if redis.call('EXISTS', mail) == 0 then
  local waiting = 0
  for _, name in ipairs(redis.call('SMEMBERS', base .. ':accounts')) do waiting = waiting + redis.call('ZCARD', ordersOf(name)) end
  if waiting >= most then return { 'full' } end
  redis.call('HSET', note, 'lane', state.priority)
end
local id = tostring(redis.call('INCR', base .. ':seq'))
redis.call('HSET', mail, id, ARGV[3])
redis.call('ZADD', ordersOf(account), 'NX', state.at, order)
redis.call('SADD', base .. ':accounts', account)
local raised = '0'
if state.priority == 'live' and redis.call('HGET', note, 'lane') ~= 'live' then
  redis.call('HSET', note, 'lane', 'live')
  raised = '1'
end
return { 'stored', raised }
`;

/** ARGV: account, order, the settlement as JSON. Returns how many states are left. Removes by id, never by number. */
export const SETTLE_SCRIPT: string = `${names}
local account, order, given = ARGV[1], ARGV[2], cjson.decode(ARGV[3])
local note, mail = noteOf(account, order), mailOf(account, order)
if given.watermark then
  local last = tonumber(redis.call('HGET', note, 'watermark') or '-inf')
  if given.watermark >= last then
    redis.call('HSET', note, 'watermark', given.watermarkText, 'watermarkAt', given.nowMs)
    redis.call('ZADD', base .. ':marks', given.nowMs, account .. '/' .. order)
  end
end
for _, letter in ipairs(given.dead) do bury(letter) end
for _, id in ipairs(given.remove) do redis.call('HDEL', mail, id) end
if given.attempts then
  if given.attempts > 0 then redis.call('HSET', note, 'attempts', given.attempts) else redis.call('HDEL', note, 'attempts') end
  if given.stalls > 0 then redis.call('HSET', note, 'stalls', given.stalls) else redis.call('HDEL', note, 'stalls') end
end
forgetIfEmpty(account, order)
local left = redis.call('HLEN', mail)
if left == 0 and redis.call('HEXISTS', note, 'watermark') == 0 then redis.call('DEL', note) end
return left
`;

/** ARGV: a list of letters as JSON. Returns how many states there were. */
export const BURY_SCRIPT: string = `${names}
local buried = 0
for _, letter in ipairs(cjson.decode(ARGV[1])) do buried = buried + bury(letter) end
return buried
`;

/** ARGV: a list of \`{ id, account }\` as JSON. Returns how many there were. */
export const DROP_SCRIPT: string = `${names}
local dropped = 0
for _, letter in ipairs(cjson.decode(ARGV[1])) do dropped = dropped + dropLetter(letter.id, letter.account) end
return dropped
`;

/** ARGV: a state's id, account and order, when it was accepted, its lane, and the state. Returns 1 when it was a letter. */
export const REVIVE_SCRIPT: string = `${names}
local id, account, order = ARGV[1], ARGV[2], ARGV[3]
if dropLetter(id, account) == 0 then return 0 end
redis.call('HSET', mailOf(account, order), id, ARGV[6])
redis.call('ZADD', ordersOf(account), 'LT', ARGV[4], order)
redis.call('SADD', base .. ':accounts', account)
if redis.call('HGET', noteOf(account, order), 'lane') ~= 'live' then redis.call('HSET', noteOf(account, order), 'lane', ARGV[5]) end
return 1
`;

/** ARGV: a list of \`{ account, orderId, id }\` as JSON. Returns how many states there were. */
export const ERASE_SCRIPT: string = `${names}
local erased = 0
for _, state in ipairs(cjson.decode(ARGV[1])) do
  erased = erased + redis.call('HDEL', mailOf(state.account, state.orderId), state.id)
  forgetIfEmpty(state.account, state.orderId)
end
return erased
`;

/** ARGV: letters and versions that are older than these are forgotten, in milliseconds. */
export const PRUNE_SCRIPT: string = `${names}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', base .. ':dead-at', '-inf', '(' .. ARGV[1])) do
  local letter = redis.call('HGET', base .. ':dead', id)
  if letter then dropLetter(id, cjson.decode(letter).state.account) end
end
for _, mark in ipairs(redis.call('ZRANGEBYSCORE', base .. ':marks', '-inf', '(' .. ARGV[2])) do
  local cut = string.find(mark, '/', 1, true)
  local account, order = string.sub(mark, 1, cut - 1), string.sub(mark, cut + 1)
  redis.call('HDEL', noteOf(account, order), 'watermark', 'watermarkAt')
  redis.call('ZREM', base .. ':marks', mark)
end
return 1
`;
