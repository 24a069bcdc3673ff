-- Sends comments to Waline, a new one each time: it refuses what it has already.
--   wrk … -s benches/wrk/comment.lua URL -- TIME
dofile("benches/wrk/done.lua")

local headers = { ["Content-Type"] = "application/json" }
local time, made = "", 0
local COMMENT = '{"comment":"今天第 %d 单也准时，路口那盏灯修好了，心里踏实。%s","nick":"骑手","mail":"","link":"","url":"/","ua":"benchmark"}'

function init(arguments)
  time = arguments[1]
end

function request()
  made = made + 1
  return wrk.format("POST", nil, headers, string.format(COMMENT, made, time))
end
