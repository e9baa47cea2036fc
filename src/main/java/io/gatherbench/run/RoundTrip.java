package io.gatherbench.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * One byte to another thread and back over a loopback socket, with blocking reads. Its time is what
 * the kernel needs to wake two threads, the least that a request can take. Not thread-safe.
 */
final class RoundTrip implements AutoCloseable {

  private final Socket near;
  private final Socket far;

  RoundTrip() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket listener = new ServerSocket(0, 1, loopback)) {
      near = new Socket(loopback, listener.getLocalPort());
      far = listener.accept();
    }
    near.setTcpNoDelay(true);
    far.setTcpNoDelay(true);
    Thread echo = new Thread(this::echo, "calibration-echo");
    echo.setDaemon(true);
    echo.start();
  }

  long nanos() throws IOException {
    long started = System.nanoTime();
    near.getOutputStream().write(1);
    if (near.getInputStream().read() < 0) {
      throw new IOException("the echo has ended");
    }
    return System.nanoTime() - started;
  }

  private void echo() {
    try {
      for (int b = far.getInputStream().read(); b >= 0; b = far.getInputStream().read()) {
        far.getOutputStream().write(b);
      }
    } catch (IOException e) {
      // Closed, or broken: the other side then reads an end.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    near.close();
    far.close();
  }
}
