/** The text of docs/track-record.md. */
export const HEAD = (
  bugs: number,
): string => `<!-- Made by \`npm run pages\` from lab/records, conformance/agreed and scenarios. -->

# Track record

What a search finds, and what it takes to find it: ${bugs} bugs and losses of Kafka's replication, of all eras. [Bugs](bugs.md) says what each of
them is. Every number here is on record in \`lab/records\`, and the tests search again: small worlds with each change, large ones at night.

* **bug** leads to its story, which plays the shortest schedule step by step. A bug that both coordinators have has two rows.
* **versions** are the modelled releases that have what makes the bug possible, and lack what mends it. This is read from the
  [timeline](../model/versions/timeline.ts) of the model, so it names presets. Where the mend came between two presets, the releases between the last one named and the mend have the bug, too.
  *None that is modelled*: the mistake was mended before a release had it, or the row leaves out a rule to show what it is for. A night test asks each of these releases the question of the
  row, as the release was, and each breaks the property; KRaft up to 3.5 with two more leader epochs, and B32 and B68 there with three brokers. Not asked are B61 and B72, whose searches are too long, and
  releases that are no presets (B11, B36). It does not say that your cluster has it, because most of them need faults at the wrong moment.
* **property** is what notices: [all properties](properties.md). One that comes before it on the ladder may notice earlier, so the row asks for this one alone.
* **brokers, records, leader epochs, faults, settings** are the bounds. No smaller world was looked for in every row.
* **steps** is the length of the shortest schedule within these bounds. In other bounds there may be a shorter one, of more faults.
* **by search**: every state was visited in the order of its distance, up to the failure. So no schedule is shorter. *Not tried*: the schedule is
  that of a walk, made shorter, and another may be shorter still.
* **by walk**: a random walk with this protocol finds it too, after so many steps in all. [Below](#found-by-walk) is the command. *Not tried*: nobody has
  looked; it does not mean that walks find nothing.
* **on real Kafka**: a schedule of this bug was stepped on released brokers (by wire) or on Kafka's own classes, and every step agreed with the model.
  *Lost*, *diverged*, *kept* is what Kafka was left with. [Schedules on real Kafka](ground-truth.md) has them all.
* **also on record**: further rows, with their property and steps: other properties, other faults, other settings.
* **command** repeats the row, from a clone of this repository. \`ablate\` also asks the version that mends the bug, within the same bounds.`

export const WALKS = `## Found by walk

A hunt takes random walks of 120 steps from a seed, one after the other, until one breaks the property of the row. Bounds and faults are drawn
for each walk, except where the question needs a fault that walks do not draw, such as a machine that loses records. *Walks* and *steps in all* are
what one seed took, of the first three. The version that mends the bug survives the same steps, so the walk has found this bug and no other; known losses and rows
without such a version are not compared. Another seed may take ten times as many, or ten times fewer. The command takes the last of
these walks alone, in about a second, and shortens what it finds.`
