-- One update of one session: what models/succession.py does, done by Redis in one step.
--
-- KEYS  1 the session's state (a hash), 2 the epoch (a hash)
-- ARGV  1 channel, 2 id of this update, 3 attempt or '', 4 progress or '', 5 status,
--       6 '1' if that is terminal, 7 statistics as JSON or '',
--       8 and 9 the JSON text before the epoch and from the message up to the statistics,
--       10 seconds for which the state is kept
--
-- Gives {'', body} or {reason, attempt, progress, status} of the state that refuses it.

-- A store that was started anew, or whose epoch is gone, may have lost states.
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local known = redis.call('HMGET', KEYS[2], 'run', 'name')
local epoch = known[2]
if known[1] ~= run or not epoch then
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  -- Epochs sort by age, whatever becomes of the clock.
  if epoch then now = math.max(now, tonumber(epoch, 16) + 1) end
  epoch = string.format('%x', now)
  redis.call('HSET', KEYS[2], 'run', run, 'name', epoch)
end

local state = redis.call(
  'HMGET', KEYS[1], 'update', 'body', 'sequence', 'attempt', 'progress', 'status', 'terminal',
  'statistics'
)
local sequence, attempt, progress, statistics = 1, ARGV[3], ARGV[4], ARGV[7]
if state[1] then
  -- Sent again because the answer was lost on its way.
  if state[1] == ARGV[2] then return { '', state[2] } end
  local refused = function(reason) return { reason, state[4], state[5], state[6] } end
  if state[7] == '1' then return refused('terminal') end
  if attempt == '' then attempt = state[4] end
  if tonumber(attempt) < tonumber(state[4]) then return refused('attempt') end
  if attempt == state[4] then
    if progress == '' then progress = state[5] end
    if statistics == '' then statistics = state[8] end
    if tonumber(progress) < tonumber(state[5]) then return refused('progress') end
  end
  sequence = state[3] + 1
end
if attempt == '' then attempt = '1' end
if progress == '' then progress = '0' end
if statistics == '' then statistics = 'null' end

local body = table.concat({
  ARGV[8], '"epoch":"', epoch, '","sequence":', string.format('%d', sequence),
  ',"attempt":', attempt, ',"status":"', ARGV[5], '","progress":', progress, ',', ARGV[9],
  '"statistics":', statistics, '}',
})
redis.call(
  'HSET', KEYS[1], 'update', ARGV[2], 'body', body, 'sequence', string.format('%d', sequence),
  'attempt', attempt, 'progress', progress, 'status', ARGV[5], 'terminal', ARGV[6],
  'statistics', statistics
)
redis.call('EXPIRE', KEYS[1], ARGV[10])
redis.call('PUBLISH', ARGV[1], body)
return { '', body }
