/**
 * Views of whole result files: the HTML page, its pictures, Markdown and CSV. It may use {@code
 * report.markup}, {@code report.comparison}, {@code report.text}, {@code compare}, {@code stats},
 * {@code results}, {@code results.file} and {@code results.output}.
 */
package io.gatherbench.report.page;
