-- What wrk sends, told by the environment: METHOD, COOKIE, TOKEN, BODY (a file), RATE (requests a second in all, 0 for
-- as many as can be), THREADS. At a rate every thread keeps a row of moments and gives each request the next one, so
-- that a slow answer does not put off those after it (as long as a connection is free).
local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long nanoseconds; } moment;
  int clock_gettime(int clock, moment *now);
]]
local moment = ffi.new("moment")
local function now()
  ffi.C.clock_gettime(1, moment)
  return tonumber(moment.seconds) * 1000 + tonumber(moment.nanoseconds) / 1e6
end

wrk.method = os.getenv("METHOD") or "GET"
wrk.headers["Accept-Encoding"] = "gzip"
if wrk.method == "POST" then
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  wrk.headers["Cookie"] = os.getenv("COOKIE")
  wrk.headers["X-CSRFToken"] = os.getenv("TOKEN")
  local file = assert(io.open(os.getenv("BODY"), "rb"))
  wrk.body = file:read("*a")
  file:close()
end

local rate = tonumber(os.getenv("RATE") or "0") / tonumber(os.getenv("THREADS") or "1")
if rate > 0 then
  local following
  function delay()
    local at = now()
    following = math.max(following and following + 1000 / rate or at, at - 1000)
    return math.max(0, math.floor(following - at + 0.5))
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    'MEASURED {"requests": %d, "seconds": %.3f, "bytes": %d, "p50": %.3f, "p99": %.3f, "most": %.3f, ' ..
    '"errors": {"connect": %d, "read": %d, "write": %d, "status": %d, "timeout": %d}}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, latency.max / 1000,
    errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
