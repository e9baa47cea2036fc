/**
 * Files of results as users have them: rows of ours and JSON of JMH's of any project, read as rows.
 * It may use {@code results}.
 */
package io.gatherbench.results.file;
