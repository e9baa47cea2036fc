/** Views of results for people: tables, drawings, pages, and what is printed in the terminal. */
package io.gatherbench.report;
