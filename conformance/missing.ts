/** Something that is needed is not there: Java, Maven, a release. One line for the person who runs it. */
export class Missing extends Error {}
