import java.util.Collection;
import java.util.List;
import java.util.Map;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Between the collections of Java and those of Scala. */
final class Scala {
  private Scala() {}

  static <A> Seq<A> seq(List<A> list) {
    return JavaConverters.asScalaBufferConverter(list).asScala();
  }

  static <A> scala.collection.immutable.List<A> list(List<A> list) {
    return seq(list).toList();
  }

  static <K, V> scala.collection.Map<K, V> map(Map<K, V> map) {
    return JavaConverters.mapAsScalaMapConverter(map).asScala();
  }

  static <A> Collection<A> java(scala.collection.Iterable<A> iterable) {
    return JavaConverters.asJavaCollectionConverter(iterable).asJavaCollection();
  }

  static <K, V> Map<K, V> java(scala.collection.Map<K, V> map) {
    return JavaConverters.mapAsJavaMapConverter(map).asJava();
  }
}
