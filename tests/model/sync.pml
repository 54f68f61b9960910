/* SPDX-License-Identifier: Apache-2.0
 * Session, cursor, acknowledgement, epoch and erasure as docs/sync.md has them, small enough to look at every interleaving.
 * Two stations write, one reads, one server commits, copies and may be restored from its copy. Faults are bounded, so that what must
 * come true in the end can be asked for.
 *
 * A planted bug is chosen with -DBUG_...: ACK_EARLY, SEQUENCE_SKIP, FORGET_TOMBSTONES, KEEP_CURSOR. Each must be found.
 */
#define WRITERS 2
#define REVISIONS 3 /* station 0 writes 0 and 1, station 1 writes 2 */
#define FIRST(w) ((w) * 2)
#define LAST(w) (1 + (w))
#define NONE 15

#ifndef FAULTS
#define FAULTS 2 /* cuts, crashes and restores together */
#endif

mtype = { stored, safe, refused };

/* --- what the server's disk holds --- */
byte number[REVISIONS]; /* 0: not here */
byte next = 1;
bit tombstone[REVISIONS]; /* a log of its own: only appended to */
byte epoch = 1;
/* --- the second copy, made whole from time to time --- */
byte copied[REVISIONS];
byte copiedNext = 1;
bit copiedTombstone[REVISIONS];
/* --- what the server's memory holds --- */
byte pending[WRITERS] = NONE; /* received, not committed */
byte owed[WRITERS] = NONE;    /* committed, not acknowledged */
byte ticket[WRITERS];

/* --- what the stations' disks hold: 0 waiting, 1 stored, 2 safe, 3 refused because erased --- */
byte outbox[REVISIONS];
byte knownEpoch[WRITERS] = 1;

/* --- what the reader's disk holds: 0 nothing, 1 the revision, 2 that it was erased --- */
byte held[REVISIONS];
byte cursor;
byte cursorEpoch = 1;

byte faults = FAULTS;
bit erasedOnce[REVISIONS]; /* only the properties look at it */
bit erasures = 1;

chan up[WRITERS] = [1] of { byte };
chan down[WRITERS] = [1] of { mtype, byte, byte };

inline cut(w) {
  if
  :: up[w]?_
  :: else
  fi;
  if
  :: down[w]?_, _, _
  :: else
  fi
}

inline forget() { /* what is only in memory, and every line */
  pending[0] = NONE;
  pending[1] = NONE;
  owed[0] = NONE;
  owed[1] = NONE;
  cut(0);
  cut(1)
}

/* --- a station: one record in flight, the oldest that is not safe --- */
proctype Station(byte w) {
  byte r, e;
  mtype what;
  do
  :: atomic {
       empty(up[w]) && empty(down[w]) && (outbox[FIRST(w)] < 2 || outbox[LAST(w)] < 2) ->
       if
       :: outbox[FIRST(w)] < 2 -> up[w]!FIRST(w)
       :: outbox[FIRST(w)] >= 2 -> up[w]!LAST(w)
       fi
     }
  :: atomic {
       down[w]?what, r, e ->
       if
       :: e > knownEpoch[w] -> /* offers again what is not safe under the new epoch */
         knownEpoch[w] = e;
         if
         :: outbox[FIRST(w)] == 1 -> outbox[FIRST(w)] = 0
         :: else
         fi;
         if
         :: outbox[LAST(w)] == 1 -> outbox[LAST(w)] = 0
         :: else
         fi
       :: else
       fi;
       if
       :: e < knownEpoch[w] -> skip /* of a server that is no more */
       :: e >= knownEpoch[w] && what == stored && outbox[r] < 1 -> outbox[r] = 1
       :: e >= knownEpoch[w] && what == safe && outbox[r] < 2 -> outbox[r] = 2
       :: e >= knownEpoch[w] && what == refused -> outbox[r] = 3
       :: else
       fi;
       r = 0;
       e = 0;
       what = 0
     }
  od
}

/* --- the server's side of one station's session --- */
proctype Session(byte w) {
  byte r;
  do
  :: atomic {
       pending[w] == NONE && owed[w] == NONE && up[w]?[r] && nfull(down[w]) -> up[w]?r;
       if
       :: tombstone[r] -> down[w]!refused, r, epoch
       :: !tombstone[r] && copied[r] != 0 && number[r] != 0 -> down[w]!safe, r, epoch
       :: !tombstone[r] && copied[r] == 0 && number[r] != 0 -> down[w]!stored, r, epoch
       :: else ->
         pending[w] = r;
#ifdef BUG_ACK_EARLY
         down[w]!stored, r, epoch;
#endif
#ifdef BUG_SEQUENCE_SKIP
         ticket[w] = next;
         next++
#endif
       fi;
       r = 0
     }
  :: d_step { /* the number is taken under the lock that is held to the commit */
       pending[w] != NONE ->
       if
       :: !tombstone[pending[w]] && number[pending[w]] == 0 ->
#ifdef BUG_SEQUENCE_SKIP
         number[pending[w]] = ticket[w]
#else
         number[pending[w]] = next;
         next++
#endif
       :: else
       fi;
       owed[w] = pending[w];
       pending[w] = NONE
     }
  :: atomic {
       owed[w] != NONE && nfull(down[w]) ->
       if
       :: tombstone[owed[w]] -> down[w]!refused, owed[w], epoch
       :: else -> down[w]!stored, owed[w], epoch
       fi;
       owed[w] = NONE
     }
  od
}

proctype SecondCopy() {
  do
  :: d_step {
       (number[0] != copied[0] || number[1] != copied[1] || number[2] != copied[2]) ->
       copied[0] = number[0];
       copied[1] = number[1];
       copied[2] = number[2];
       copiedNext = next;
       copiedTombstone[0] = tombstone[0];
       copiedTombstone[1] = tombstone[1];
       copiedTombstone[2] = tombstone[2]
     }
  od
}

/* --- the reader: the lowest number past its cursor, and what was erased --- */
proctype Reader() {
  byte lowest, at, r;
  do
  :: atomic {
       cursorEpoch != epoch ->
       cursorEpoch = epoch;
#ifndef BUG_KEEP_CURSOR
       cursor = 0
#endif
     }
  :: d_step {
       cursorEpoch == epoch &&
         (number[0] > cursor || number[1] > cursor || number[2] > cursor) ->
       lowest = 255;
       for (r : 0 .. REVISIONS - 1) {
         if
         :: number[r] > cursor && number[r] < lowest ->
           lowest = number[r];
           at = r
         :: else
         fi
       }
       if
       :: tombstone[at] -> held[at] = 2
       :: !tombstone[at] && held[at] == 0 -> held[at] = 1
       :: else
       fi;
       cursor = lowest;
       lowest = 0;
       at = 0;
       r = 0
     }
  :: d_step {
       (tombstone[0] && held[0] != 2) || (tombstone[1] && held[1] != 2) || (tombstone[2] && held[2] != 2) ->
       for (r : 0 .. REVISIONS - 1) {
         if
         :: tombstone[r] -> held[r] = 2
         :: else
         fi
       }
       r = 0
     }
  od
}

/* --- two persons sign an erasure, once --- */
proctype Erasure() {
  if
  :: d_step { number[0] != 0 && erasures > 0 -> tombstone[0] = 1; erasedOnce[0] = 1; erasures = 0 }
  :: d_step { number[2] != 0 && erasures > 0 -> tombstone[2] = 1; erasedOnce[2] = 1; erasures = 0 }
  :: erasures = 0
  fi
}

proctype Faults() {
  do
  :: d_step { faults > 0 -> faults--; cut(0); cut(1) }
  :: d_step { faults > 0 -> faults--; forget() } /* the server's process dies */
  :: d_step {                                    /* its disk dies, the second copy takes over */
       faults > 0 ->
       faults--;
       forget();
       number[0] = copied[0];
       number[1] = copied[1];
       number[2] = copied[2];
       next = copiedNext;
       epoch++;
#ifdef BUG_FORGET_TOMBSTONES
       tombstone[0] = copiedTombstone[0];
       tombstone[1] = copiedTombstone[1];
       tombstone[2] = copiedTombstone[2]
#endif
     }
  :: faults == 0 -> break
  od
}

init {
  atomic {
    run Station(0);
    run Station(1);
    run Session(0);
    run Session(1);
    run SecondCopy();
    run Reader();
    run Erasure();
    run Faults()
  }
}

#define HERE(r) (number[r] != 0 || tombstone[r])
#define KEPT(r, w) \
  ((outbox[r] != 2 || HERE(r) || copied[r] != 0) && (outbox[r] != 1 || knownEpoch[w] != epoch || HERE(r)))
#define SEEN(r) (number[r] == 0 || number[r] > cursor || cursorEpoch != epoch || held[r] != 0)
#define GONE(r) (!erasedOnce[r] || tombstone[r])
#define DONE(r) (outbox[r] >= 2 && held[r] != 0 && (!tombstone[r] || held[r] == 2))

ltl noAcknowledgedLoss { [] (KEPT(0, 0) && KEPT(1, 0) && KEPT(2, 1)) }
ltl noSkippedCommit { [] (SEEN(0) && SEEN(1) && SEEN(2)) }
ltl noResurrection { [] (GONE(0) && GONE(2)) }
ltl progressAfterHealing { <> [] (DONE(0) && DONE(1) && DONE(2)) }
