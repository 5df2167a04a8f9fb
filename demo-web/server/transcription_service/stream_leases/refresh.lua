-- Hold leases for another life, those too that were lost, but not those that were replaced.
-- Harmless when run twice.
--
-- KEYS: sorted set of all leases; then for each lease: sorted set of its user's, newest lease of
--       its client ('': none)
-- ARGV: life in ms; then the id of each lease
-- Returns the ids of those that were replaced.

local all, life = KEYS[1], ARGV[1]
local time = redis.call('TIME')
local until_ms = time[1] * 1000 + math.floor(time[2] / 1000) + life

local replaced = {}
for number = 1, #ARGV - 1 do
  local id, user, client = ARGV[number + 1], KEYS[2 * number], KEYS[2 * number + 1]
  local newest = client ~= '' and redis.call('GET', client)
  if newest and newest ~= id then
    replaced[#replaced + 1] = id
  else
    redis.call('ZADD', all, until_ms, id)
    redis.call('ZADD', user, until_ms, id)
    redis.call('PEXPIRE', user, life)
    if client ~= '' then
      redis.call('SET', client, id, 'PX', life)
    end
  end
end
redis.call('PEXPIRE', all, life)
return replaced
