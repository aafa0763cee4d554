import { setFlagsFromString } from 'node:v8';

// A request goes through many small methods. V8 stops inlining into a function at 920 bytes of bytecode; with twice as many a
// run takes about a tenth less time (docs/background/performance.md). Threads of this process have it too.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=2000');
// Events have more classes of handlers than the four that V8 tells apart where it calls one of them.
setFlagsFromString('--max-valid-polymorphic-map-count=8');
