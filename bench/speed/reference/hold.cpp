// The hold model on a std::priority_queue: each event that fires schedules the next one. Prints nanoseconds of CPU an event.
//
// Usage: hold PENDING EVENTS
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <queue>
#include <vector>

namespace {

struct Event {
  double time;
  uint32_t order, what;
  bool operator<(const Event& other) const { return time > other.time || (time == other.time && order > other.order); }
};

}  // namespace

int main(int, char** argv) {
  const int pending = std::atoi(argv[1]);
  const long events = std::atol(argv[2]);
  std::vector<double> delays(65536);
  uint64_t state = 1;
  for (double& delay : delays) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    delay = -std::log(((state >> 11) + 0.5) * 0x1p-53);
  }
  std::priority_queue<Event> queue;
  uint32_t order = 0;
  for (int i = 0; i < pending; i++) queue.push({delays[i & 65535], order++, uint32_t(i)});
  const auto hold = [&](long count) {
    for (long i = 0; i < count; i++) {
      const Event event = queue.top();
      queue.pop();
      queue.push({event.time + delays[i & 65535], order++, event.what});
    }
  };
  hold(events / 10);
  const std::clock_t begin = std::clock();
  hold(events);
  std::printf("%f\n", double(std::clock() - begin) / CLOCKS_PER_SEC / events * 1e9);
}
