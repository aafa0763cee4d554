// A placement strategy with full control: it goes round the nodes by name, one task each, from service to service.

let turn = 0;

/** @type {import('seatrial/placement').PlacingStrategy} */
export default {
  place(group) {
    const nodes = [...group.nodes].sort((a, b) => (a.name < b.name ? -1 : 1));
    let refusals = 0;
    while (group.remaining > 0 && refusals < nodes.length) {
      const node = nodes[turn % nodes.length];
      turn += 1;
      if (group.fits(node)) {
        group.assign(node);
        refusals = 0;
      } else {
        refusals += 1;
      }
    }
  },
};
