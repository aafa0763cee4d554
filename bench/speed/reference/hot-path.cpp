// The hot path of bench/speed/hot-path.ts as a plain C++ program: Poisson arrivals, round robin over tasks with some slots
// and a bounded FIFO backlog each, lognormal service, latency histogram. Prints: requests, events, nanoseconds of CPU, mean ms, p99 ms.
//
// Usage: hot-path REQUESTS SEED. With -DSTANDARD_QUEUE the events lie in a std::priority_queue; with -DMM1 it is one task with one
// slot and exponential service, M/M/1.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <queue>
#include <vector>

namespace {

#ifdef MM1
constexpr int tasks = 1, slots = 1, backlog = 1 << 30;
#else
constexpr int tasks = 100, slots = 4, backlog = 128;
#endif
constexpr double load = 0.8, mu = 2.0, sigma = 0.8;

// Seconds of CPU that this process has had: a busy machine does not count.
double cpuTime() { return double(std::clock()) / CLOCKS_PER_SEC; }

struct Random {
  uint32_t x, y, z, w;
  explicit Random(uint64_t seed) {
    uint32_t state[4];
    for (auto& word : state) {
      seed += 0x9e3779b97f4a7c15ull;
      uint64_t h = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9ull;
      h = (h ^ (h >> 27)) * 0x94d049bb133111ebull;
      word = uint32_t(h >> 31) | 1;
    }
    x = state[0], y = state[1], z = state[2], w = state[3];
  }
  uint32_t bits() {
    const uint32_t t = x ^ (x << 11);
    x = y, y = z, z = w;
    return w = w ^ (w >> 19) ^ t ^ (t >> 8);
  }
  double uniform() { return (bits() + 0.5) * 0x1p-32; }
};

// Ziggurat of 256 layers over a falling density with the tail from layer 1 on (Marsaglia and Tsang 2000).
struct Ziggurat {
  double x[257], y[257];
  template <class Density, class Inverse>
  Ziggurat(double r, double area, Density f, Inverse inverse) {
    x[0] = area / f(r), x[1] = r;
    for (int i = 2; i < 256; i++) x[i] = inverse(area / x[i - 1] + f(x[i - 1]));
    x[256] = 0;
    for (int i = 0; i <= 256; i++) y[i] = i == 0 ? 0 : f(x[i]);
  }
};

const Ziggurat expo(7.69711747013104972, 0.0039496598225815571993, [](double v) { return std::exp(-v); },
                    [](double v) { return -std::log(v); });
const Ziggurat gauss(3.6541528853610088, 0.00492867323399, [](double v) { return std::exp(-0.5 * v * v); },
                     [](double v) { return std::sqrt(-2 * std::log(v)); });

double exponential(Random& random) {
  double shift = 0;
  for (;;) {
    const uint32_t bits = random.bits();
    const int layer = bits & 255;
    const double value = random.uniform() * expo.x[layer];
    if (value < expo.x[layer + 1]) return shift + value;
    if (layer == 0) shift += expo.x[1];
    else if (expo.y[layer] + (expo.y[layer + 1] - expo.y[layer]) * random.uniform() < std::exp(-value)) return shift + value;
  }
}

double normal(Random& random) {
  for (;;) {
    const uint32_t bits = random.bits();
    const int layer = bits & 255;
    const double sign = bits & 256 ? -1 : 1;
    const double value = random.uniform() * gauss.x[layer];
    if (value < gauss.x[layer + 1]) return sign * value;
    if (layer == 0) {
      for (;;) {
        const double beyond = -std::log(random.uniform()) / gauss.x[1];
        if (-2 * std::log(random.uniform()) > beyond * beyond) return sign * (gauss.x[1] + beyond);
      }
    }
    if (gauss.y[layer] + (gauss.y[layer + 1] - gauss.y[layer]) * random.uniform() < std::exp(-0.5 * value * value))
      return sign * value;
  }
}

#ifdef STANDARD_QUEUE
struct Heap {
  struct Entry {
    double time;
    uint32_t order, what;
    bool operator<(const Entry& other) const { return time > other.time || (time == other.time && order > other.order); }
  };
  std::priority_queue<Entry> entries;
  uint32_t pushed = 0;
  bool empty() const { return entries.empty(); }
  const Entry& top() const { return entries.top(); }
  void push(double time, uint32_t what) { entries.push({time, pushed++, what}); }
  void pop() { entries.pop(); }
};
#else
// Binary heap by (time, order); the child is chosen without a branch.
struct Heap {
  struct Entry {
    double time;
    uint32_t order, what;
    bool operator<(const Entry& other) const { return (time < other.time) | ((time == other.time) & (order < other.order)); }
  };
  std::vector<Entry> entries{1};
  uint32_t pushed = 0;
  bool empty() const { return entries.size() == 1; }
  const Entry& top() const { return entries[1]; }
  void push(double time, uint32_t what) {
    const Entry entry{time, pushed++, what};
    entries.push_back(entry);
    size_t hole = entries.size() - 1;
    for (; hole > 1 && entry < entries[hole / 2]; hole /= 2) entries[hole] = entries[hole / 2];
    entries[hole] = entry;
  }
  void pop() {
    const Entry last = entries.back();
    entries.pop_back();
    const size_t size = entries.size();
    if (size == 1) return;
    size_t hole = 1;
    for (size_t child = 2; child < size; child = 2 * hole) {
      child += (child + 1 < size) & (entries[std::min(child + 1, size - 1)] < entries[child]);
      if (!(entries[child] < last)) break;
      entries[hole] = entries[child];
      hole = child;
    }
    entries[hole] = last;
  }
};
#endif

struct Histogram {
  std::vector<uint32_t> buckets = std::vector<uint32_t>(64 << 7);
  uint64_t count = 0;
  double sum = 0;
  static constexpr int first = (1023 - 20) << 7;
  void record(double value) {
    uint64_t bits;
    std::memcpy(&bits, &value, 8);
    const int bucket = int(bits >> 45) - first;
    buckets[bucket < 0 ? 0 : bucket]++;
    count++;
    sum += value;
  }
  double percentile(double share) const {
    uint64_t seen = 0;
    int bucket = -1;
    while (seen < share * count) seen += buckets[++bucket];
    const uint64_t bits = uint64_t(bucket + first) << 45;
    double value;
    std::memcpy(&value, &bits, 8);
    return value * (1 + 1.0 / 256);
  }
};

struct Request {
  double born, demand;
  int next, task;
};

struct Task {
  int serving = 0, waiting = 0, head = -1, tail = -1;
};

}  // namespace

int main(int argc, char** argv) {
  const long wanted = argc > 1 ? std::atol(argv[1]) : 1000000;
  const uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  const double begin = cpuTime();
  Random arrivals(seed * 2 + 1), demands(seed * 2 + 2);
  const double gap = std::exp(mu + sigma * sigma / 2) / (load * tasks * slots);
  std::vector<Task> all(tasks);
  std::vector<Request> requests;
  std::vector<int> free;
  Heap events;
  Histogram histogram;
  constexpr uint32_t arrival = ~0u;
  long sent = 0, fired = 0, refused = 0;
  int turn = 0;
  const auto serve = [&](int slot, double now) {
    all[requests[slot].task].serving++;
    events.push(now + requests[slot].demand, uint32_t(slot));
  };
  events.push(gap * exponential(arrivals), arrival);
  while (!events.empty()) {
    const auto [now, order, what] = events.top();
    events.pop();
    fired++;
    if (what == arrival) {
      if (++sent < wanted) events.push(now + gap * exponential(arrivals), arrival);
#ifdef MM1
      const double demand = std::exp(mu + sigma * sigma / 2) * exponential(demands);
#else
      const double demand = std::exp(mu + sigma * normal(demands));
#endif
      Task& task = all[turn];
      const int chosen = turn;
      if (++turn == tasks) turn = 0;
      if (task.serving == slots && task.waiting == backlog) {
        refused++;
        continue;
      }
      int slot;
      if (free.empty()) slot = int(requests.size()), requests.emplace_back();
      else slot = free.back(), free.pop_back();
      requests[slot] = {now, demand, -1, chosen};
      if (task.serving < slots) serve(slot, now);
      else {
        if (task.waiting++ == 0) task.head = slot;
        else requests[task.tail].next = slot;
        task.tail = slot;
      }
      continue;
    }
    const int slot = int(what);
    Task& task = all[requests[slot].task];
    histogram.record(now - requests[slot].born);
    free.push_back(slot);
    task.serving--;
    if (task.waiting > 0) {
      const int next = task.head;
      task.head = requests[next].next;
      task.waiting--;
      serve(next, now);
    }
  }
  const double end = cpuTime();
  const long ns = long((end - begin) * 1e9);
  std::printf("%ld %ld %ld %.6f %.6f\n", sent - refused, fired, ns, histogram.sum / histogram.count, histogram.percentile(0.99));
}
