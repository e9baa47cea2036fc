/**
 * The command line: a tree of commands, one class each, that parse options, call one thing below
 * and print. It may use every package but the benchmarks, and of the stub its face.
 */
package io.gatherbench.command;
