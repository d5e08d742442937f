import java.util.Collection;
import java.util.List;
import java.util.Map;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Between the collections of Java and those of Scala. */
final class Scala {
  private Scala() {}

  static <A> Seq<A> seq(List<A> list) {
    return CollectionConverters.asScala(list).toList();
  }

  static <A> scala.collection.immutable.Set<A> emptySet() {
    return new scala.collection.immutable.HashSet<>();
  }

  static <K, V> scala.collection.Map<K, V> map(Map<K, V> map) {
    return CollectionConverters.asScala(map);
  }

  static <A> Collection<A> java(scala.collection.Iterable<A> iterable) {
    return CollectionConverters.asJavaCollection(iterable);
  }
}
