package org.ctibar.admin;

import io.vertx.core.MultiMap;

/** Reads the parameters of a request; what is absent or empty does not matter. */
record Query(MultiMap parameters) {

  /**
   * @return null where it is absent
   * @throws org.ctibar.bus.CtiException BAD_REQUEST that names the parameter
   */
  String matching(String name, String pattern) {
    String text = parameters.get(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    Demands.require(text.matches(pattern), name + ": not valid");
    return text;
  }

  /** @throws org.ctibar.bus.CtiException BAD_REQUEST that names the parameter */
  int number(String name, int otherwise, int least, int most) {
    String text = matching(name, "[0-9]{1,9}");
    int number = text == null ? otherwise : Integer.parseInt(text);
    Demands.require(number >= least && number <= most, name + ": from " + least + " to " + most);
    return number;
  }
}
