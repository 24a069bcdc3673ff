-- Asks for one page after the other:
--   wrk … -s benches/wrk/pages.lua URL -- TIME FILE
-- FILE has a path a line.
dofile("benches/wrk/done.lua")

local paths, asked = {}, 0

function init(arguments)
  for path in io.lines(arguments[2]) do paths[#paths + 1] = path end
end

function request()
  asked = asked % #paths + 1
  return wrk.format("GET", paths[asked])
end
