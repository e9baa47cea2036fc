/**
 * The command line: one class a command, and {@link io.gatherbench.command.Main}, which only
 * dispatches.
 */
package io.gatherbench.command;
