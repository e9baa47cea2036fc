/** HTML pages with their styles and script, and SVG pictures. It uses nothing of ours. */
package io.gatherbench.report.markup;
