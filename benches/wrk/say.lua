-- Sends posts, a new one each time, from one member after the other:
--   wrk … -s benches/wrk/say.lua URL -- TIME ORIGIN FILE
-- TIME is that of the posts' ids, 12 hexadecimal digits, another one each run; FILE has a member's cookie a line.
dofile("benches/wrk/done.lua")

local cookies, headers = {}, { ["Content-Type"] = "application/json" }
local time, made = "", 0
local POST = '{"id":"%s","body":"今天第 %d 单也准时，路口那盏灯修好了，心里踏实。","signed":"branch"}'

function init(arguments)
  time, headers.Origin = arguments[1], arguments[2]
  for cookie in io.lines(arguments[3]) do cookies[#cookies + 1] = cookie end
  math.randomseed(tonumber(string.sub(time, -7), 16))
end

function request()
  made = made + 1
  headers.Cookie = cookies[made % #cookies + 1]
  local chance = math.random(0, 4095)
  local id = string.format("%s-%s-7%03x-8%03x-%012x", string.sub(time, 1, 8), string.sub(time, 9), chance, math.random(0, 4095), made)
  return wrk.format("POST", nil, headers, string.format(POST, id, made % 1000))
end
