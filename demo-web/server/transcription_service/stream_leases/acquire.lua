-- Hold a lease, unless there are too many. Harmless when run twice.
--
-- KEYS: sorted set of all leases, sorted set of the user's, newest lease of the client ('': none)
-- ARGV: lease id, life in ms, most of one user, most in all
-- Returns {'granted', id of the client's older lease or ''}, {'user', ''} or {'all', ''}.

local all, user, client = KEYS[1], KEYS[2], KEYS[3]
local id, life, per_user, in_all = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', all, '-inf', now)
redis.call('ZREMRANGEBYSCORE', user, '-inf', now)

local older = ''
if client ~= '' then
  local newest = redis.call('GET', client)
  if newest and newest ~= id and redis.call('ZSCORE', user, newest) then
    older = newest
  end
end

if older ~= '' then
  redis.call('ZREM', all, older)
  redis.call('ZREM', user, older)
elseif not redis.call('ZSCORE', user, id) then
  if redis.call('ZCARD', user) >= per_user then
    return {'user', ''}
  end
  if redis.call('ZCARD', all) >= in_all then
    return {'all', ''}
  end
end

for _, leases in ipairs({all, user}) do
  redis.call('ZADD', leases, now + life, id)
  redis.call('PEXPIRE', leases, life)
end
if client ~= '' then
  redis.call('SET', client, id, 'PX', life)
end
return {'granted', older}
