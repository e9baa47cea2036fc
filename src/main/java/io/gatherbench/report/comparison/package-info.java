/**
 * Views of a comparison as text, Markdown, CSV and JSON. It may use {@code report.text}, {@code
 * compare}, {@code stats} and {@code results}.
 */
package io.gatherbench.report.comparison;
