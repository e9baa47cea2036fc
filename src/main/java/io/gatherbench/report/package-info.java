/** Views of results for people: what is printed in the terminal. */
package io.gatherbench.report;
