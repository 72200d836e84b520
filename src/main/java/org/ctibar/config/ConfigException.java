package org.ctibar.config;

/** A setting that cannot be used. The node stops; the message names the key and its environment variable. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String key, String problem) {
    super(key + " (" + Settings.environmentName(key) + "): " + problem);
  }
}
