/**
 * Views for the terminal and Markdown, and the parts that every view shares: tables, numbers,
 * verdicts. It may use {@code compare}, {@code stats} and {@code results}.
 */
package io.gatherbench.report.text;
