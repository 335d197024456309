import { createHash } from 'node:crypto';
import type { Random } from '../../../main/vault/crypto/sodium.ts';
import type { PublicEvent, PublicView, Truth } from './public-view.ts';

/** An encoding in which the tags of one patient at one hospital begin with the same byte. */
export function tagsWithPrefix(view: PublicView, truth: Truth): PublicView {
  return {
    ...view,
    events: view.events.map((event) => {
      if (event.kind !== 'RecordAdded') return event;
      const owner = `${truth.personOfPointer.get(event.args.pointer)} ${event.sender}`;
      const prefix = createHash('sha256').update(owner).digest('hex').slice(0, 2);
      // Safe: the same event with another tag.
      return { ...event, args: { ...event.args, tag: `0x${prefix}${event.args.tag.slice(4)}` } } as PublicEvent;
    }),
  };
}

/** A derivation that leaves the hospital out: one person has the same first two bytes everywhere. */
export function refsAlike(view: PublicView, truth: Truth): { readonly view: PublicView; readonly truth: Truth } {
  const planted = (ref: string) => {
    const person = String(truth.personOfRef.get(ref));
    return `0x${createHash('sha256').update(person).digest('hex').slice(0, 4)}${ref.slice(6)}`;
  };
  const events = view.events.map((event) => {
    if (event.kind !== 'PatientAdded') return event;
    // Safe: the same event with another ref.
    return { ...event, args: { ...event.args, patient: planted(event.args.patient) } } as PublicEvent;
  });
  const personOfRef = new Map([...truth.personOfRef].map(([ref, person]) => [planted(ref), person]));
  return { view: { ...view, events }, truth: { ...truth, personOfRef } };
}

/** Only the order of publication draws four bytes at a time: with this nothing is shuffled, and all else is as ever. */
export function stuckOrder(random: Random): Random {
  return (bytes) => (bytes === 4 ? new Uint8Array(4) : random(bytes));
}
