package org.ctibar.bus;

/**
 * Says as whose owner, and as the how manieth, a question is asked: an owner that was replaced without noticing is
 * refused.
 *
 * @param resource {@code queue:1}
 * @param epoch grows with every owner
 */
public record Fence(String resource, long epoch) {
  static Fence parse(String text) {
    int cut = text.lastIndexOf('@');
    return new Fence(text.substring(0, cut), Long.parseLong(text.substring(cut + 1)));
  }

  @Override
  public String toString() {
    return resource + "@" + epoch;
  }
}
