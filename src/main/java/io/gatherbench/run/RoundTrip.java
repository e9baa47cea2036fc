package io.gatherbench.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * One byte to another thread and back over a loopback socket, with blocking reads: what the kernel
 * needs to wake two threads, and the least that a request can take here. Not thread-safe.
 */
final class RoundTrip implements AutoCloseable {

  private final ServerSocket listener;
  private final Socket near;
  private final Socket far;
  private final Thread echo;

  RoundTrip() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    listener = new ServerSocket(0, 1, loopback);
    try {
      near = new Socket(loopback, listener.getLocalPort());
      far = listener.accept();
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    echo = new Thread(this::echo, "calibration-echo");
    echo.setDaemon(true);
    echo.start();
  }

  /** Returns the median of some round trips in a row, in nanoseconds: both threads are awake. */
  long busy(int times) throws IOException {
    return median(times, 0);
  }

  /** Returns the median of some round trips with a pause before each, in nanoseconds. */
  long idle(int times, long pauseNanos) throws IOException {
    return median(times, pauseNanos);
  }

  private long median(int times, long pauseNanos) throws IOException {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      if (pauseNanos > 0) {
        LockSupport.parkNanos(pauseNanos);
      }
      long started = System.nanoTime();
      near.getOutputStream().write(1);
      if (near.getInputStream().read() < 0) {
        throw new IOException("the echo has ended");
      }
      nanos[i] = System.nanoTime() - started;
    }
    Arrays.sort(nanos);
    return nanos[times / 2];
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
    listener.close();
  }
}
