package io.gatherbench.first;

import io.gatherbench.client.Protocol;
import io.gatherbench.plan.TargetJdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The ways in which a cold process is started. */
public enum StartMode {
  /** As it is. */
  PLAIN,
  /** With an archive of its classes from a training run: AppCDS, from JDK 25 on an AOT cache. */
  ARCHIVE,
  /** With the first of the two just-in-time compilers alone. */
  C1,
  /** As it is, over TLS. */
  HTTPS;

  private static final int FIRST_WITH_AOT_CACHE = 25;

  /** Returns the name in options and rows. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static StartMode of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  Protocol protocol() {
    return this == HTTPS ? Protocol.HTTPS_1_1 : Protocol.HTTP_1_1;
  }

  /** Returns the flags of a training run, which writes the archive when it ends. */
  List<String> trainingFlags(TargetJdk jdk, Path archive) {
    if (this != ARCHIVE) {
      return flags(jdk, archive);
    }
    return List.of(
        (hasAotCache(jdk) ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
  }

  /** Returns the flags of a measured start. One with an archive that does not fit fails. */
  List<String> flags(TargetJdk jdk, Path archive) {
    return switch (this) {
      case PLAIN, HTTPS -> List.of();
      case C1 -> List.of("-XX:TieredStopAtLevel=1");
      case ARCHIVE ->
          hasAotCache(jdk)
              ? List.of("-XX:AOTCache=" + archive, "-XX:AOTMode=on")
              : List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:on");
    };
  }

  private static boolean hasAotCache(TargetJdk jdk) {
    return jdk.feature() >= FIRST_WITH_AOT_CACHE;
  }
}
