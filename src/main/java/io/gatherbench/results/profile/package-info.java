/**
 * What a profiler saw: stacks and how often each was met, the methods that are hot, and the room
 * that a sample belongs to. Reading and writing them; nothing here runs a profiler.
 */
package io.gatherbench.results.profile;
