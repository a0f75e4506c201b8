/** How many links this process may have: the system allows so many sockets, and each costs memory. */
export interface Places {
  readonly hasRoom: boolean;
  /** To dial: connections that are not open yet are kept few, for routers that count them. */
  readonly mayDial: boolean;
  /** A link is being opened. @returns the way to say that it has opened or failed */
  opening(): () => void;
  /** It is open. @returns the way to say that it has ended */
  open(): () => void;
}

export function makePlaces({
  maxLinks,
  maxOpening,
}: {
  readonly maxLinks: number;
  readonly maxOpening: number;
}): Places {
  let links = 0;
  let openings = 0;

  function once(effect: () => void): () => void {
    let isDone = false;
    return () => {
      if (isDone) return;
      isDone = true;
      effect();
    };
  }

  return {
    get hasRoom() {
      return links < maxLinks;
    },
    get mayDial() {
      return links + openings < maxLinks && openings < maxOpening;
    },
    opening() {
      openings++;
      return once(() => openings--);
    },
    open() {
      links++;
      return once(() => links--);
    },
  };
}
