/** Views of results for people: what is printed in the terminal, tables and drawings. */
package io.gatherbench.report;
