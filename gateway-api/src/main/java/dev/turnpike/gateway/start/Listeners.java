package dev.turnpike.gateway.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks whether the ports are free before a database is started for nothing. */
final class Listeners {
  private Listeners() {}

  static void checkFree(Settings settings) {
    check(Setting.HOST, settings.host(), Setting.PORT, settings.port());
    check(
        Setting.MANAGEMENT_HOST,
        settings.managementHost(),
        Setting.MANAGEMENT_PORT,
        settings.managementPort());
    if (settings.port() == settings.managementPort() && settings.port() != 0) {
      throw new StartFailure(
          "TURNPIKE_PORT and TURNPIKE_MANAGEMENT_PORT are both %d: health and metrics need a port of their own"
              .formatted(settings.port()));
    }
  }

  private static void check(Setting hostSetting, String host, Setting portSetting, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as the server does: connections of an earlier run linger
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) {
      throw new StartFailure(hostSetting.variable() + ": no such host: " + host, e);
    } catch (IOException e) {
      throw new StartFailure(
          "Cannot listen on %s port %d (%s). Stop the program that uses it, or set %s."
              .formatted(host, port, e.getMessage(), portSetting.variable()),
          e);
    }
  }
}
