/** A step that this driver does not take. */
final class Refused extends Exception {
  final String step;

  Refused(String step, String why) {
    super(why);
    this.step = step;
  }
}
